// Package desk is the service point's own web server, and the service advisor's page
// on it: who comes next to my desk, and what became of them.
//
// # Vocabulary
//
//   - Staff are the people of the point, by their StaffID and never by name. Each has
//     a Role: advisor, lead or technician.
//   - A session is one browser in which somebody has logged in. It lives in memory
//     only: after a restart everybody logs in again, and finds the desk as it was.
//   - A verb is what a button or a key of the page does: next, hold, done. Each is one
//     form that works without JavaScript, and one decision of the queue.
//   - The board is what the page shows: my visit, the queue, alarms. It is drawn by the
//     server and sent as it is whenever the queue changes.
//   - A Mount is a page of somebody else on the same server: the call display, the
//     numbers. It is public, or opened by a role.
//   - A Refusal is a request that was not answered as it wished, and is counted.
//
// # Caveats
//
// The server is the only part of the terminal that other machines reach. All it
// knows of a request that it refuses is the kind of refusal: what was sent is in no
// log. Two advisors may press at once for the same person: the queue decides, and
// whoever came later reads who has the number.
package desk
