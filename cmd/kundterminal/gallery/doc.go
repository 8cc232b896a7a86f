// Package gallery writes every screen of the terminal into a folder, for those who
// translate and judge: each as a page, as data and as a picture, and one page to
// see them all side by side.
//
// A mode is a way to want the screen, such as large texts in high contrast. A
// frame is the glass. Screens are reached by scripted visits (package tour), and
// their pages are turned to the last. Pictures need Chromium, which is driven by
// its own protocol over a pipe; pages and data do without.
package gallery
