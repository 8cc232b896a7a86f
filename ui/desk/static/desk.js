// What the advisor's page does beyond its forms: keys, a scanner that types, and
// parts that change while somebody looks at them. Without it every form still works.
"use strict";

const $ = (id) => document.getElementById(id);
const typing = (e) => e && e.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");

// Keys.

let keysOn = localStorage.getItem("keys") !== "off";

function showKeys() {
	const button = $("keys");
	if (!button) return;
	button.hidden = false;
	button.setAttribute("aria-pressed", String(keysOn));
	button.textContent = keysOn ? button.dataset.yes : button.dataset.no;
	document.body.classList.toggle("keyless", !keysOn);
}

function press(key) {
	const open = document.querySelector("#verbs details[open]");
	if (key === "escape" && open) {
		open.open = false;
		open.querySelector("summary").focus();
		return true;
	}
	if (open && /^[1-9]$/.test(key)) {
		const choice = [...open.querySelectorAll("button kbd")].find((k) => k.textContent === key);
		if (choice) choice.parentElement.click();
		return !!choice;
	}
	const target = document.querySelector(`[data-key="${CSS.escape(key)}"]:not([disabled])`);
	if (!target) return false;
	if (target.matches("summary")) {
		target.parentElement.open = true; // its toggle takes the focus inside
	} else if (target.matches("input")) {
		target.focus();
		target.select();
	} else {
		target.click();
	}
	return true;
}

// A scanner types its code faster than any person, and ends it with Enter. Keys
// are verbs only when no more than three come at once.
let typed = "", timer = 0;

document.addEventListener("keydown", (e) => {
	if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing) return;
	if (typing(e.target)) {
		if (e.key === "Escape") e.target.blur();
		return;
	}
	if (e.key === "Enter" && typed.length > 5) {
		e.preventDefault();
		clearTimeout(timer);
		const code = typed;
		typed = "";
		location.assign("/desk/find?code=" + encodeURIComponent(code));
		return;
	}
	if (e.key === "Escape") {
		if (keysOn && press("escape")) e.preventDefault();
		return;
	}
	if (e.key.length !== 1 || e.key === " ") return;
	if (e.repeat) return;
	if (e.key === "/" && $("code")) e.preventDefault();
	typed += e.key;
	clearTimeout(timer);
	timer = setTimeout(() => {
		const keys = typed.length <= 3 ? typed.toLowerCase() : ""; // more are a code without its end
		typed = "";
		if (keysOn) for (const key of keys) press(key);
	}, 45);
});

document.addEventListener("toggle", (e) => {
	if (!e.target.matches("details.panel, details.inline")) return;
	if (e.target.open) e.target.querySelector("button, select, input:not([type=hidden])")?.focus();
	else flush();
}, true);

document.addEventListener("click", (e) => {
	if (e.target.closest("#keys")) {
		keysOn = !keysOn;
		localStorage.setItem("keys", keysOn ? "on" : "off");
		showKeys();
	}
	const up = e.target.closest("button.up");
	if (up) {
		const row = up.closest("li");
		let before = row.previousElementSibling;
		while (before?.previousElementSibling && !before.querySelector(":checked")) before = before.previousElementSibling; // over those that are not chosen
		if (before) row.parentElement.insertBefore(row, before);
		up.focus();
	}
	for (const panel of document.querySelectorAll("#verbs details[open]")) {
		if (!panel.contains(e.target)) panel.open = false;
	}
});

// Parts that change.

let state = 0; // of the queue, that is shown
let later = {};
const shown = new Map(); // by part: what was last put there

function busy(part) {
	return part.querySelector("details[open]") || typing(document.activeElement) && part.contains(document.activeElement);
}

function show(board, now) {
	if (board.state < state) return; // it was sent before what is shown
	state = board.state;
	put(board.parts, now);
}

function put(parts, now) {
	for (const [name, html] of Object.entries(parts)) {
		const part = $(name);
		if (!part || shown.get(name) === html) continue;
		if (!now && busy(part)) {
			later[name] = html;
			continue;
		}
		delete later[name];
		const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
		part.innerHTML = html;
		shown.set(name, html);
		if (focused) $(focused)?.focus({preventScroll: true});
	}
	tick();
}

function flush() {
	const parts = later;
	later = {};
	put(parts, false);
}

document.addEventListener("focusout", () => setTimeout(flush, 200));

function say(text, fault) {
	const said = $("said");
	if (!said) return;
	said.textContent = "";
	said.className = "said shown" + (fault ? " fault" : "");
	requestAnimationFrame(() => { said.textContent = text; });
}

let turn = Promise.resolve(); // of two requests at once the later may come first

function inTurn(send) {
	const answer = turn.then(send);
	turn = answer.catch(() => {});
	return answer;
}

document.addEventListener("submit", async (e) => {
	const form = e.target;
	if (!form.matches("form.act")) return;
	e.preventDefault();
	if (form.dataset.sent) return;
	form.dataset.sent = "1";
	try {
		const body = new URLSearchParams(new FormData(form, e.submitter));
		const answer = await inTurn(() => fetch(form.action, {method: "POST", headers: {"X-Desk": "1"}, body}));
		if (answer.status === 401) return location.reload();
		if (!answer.ok) return say(await answer.text(), true);
		const data = await answer.json();
		const kept = data.fault && form.closest(".sheet"); // so that it can be mended
		if (!kept) form.closest("details")?.querySelector("summary").focus();
		if (!kept) for (const panel of document.querySelectorAll("details[open]")) panel.open = false;
		say(data.said, data.fault);
		if (!kept) show(data.board, true);
	} catch {
		say($("lost").innerHTML, true);
	} finally {
		delete form.dataset.sent;
	}
});

function tick() {
	const now = Date.now() - skew;
	for (const e of document.querySelectorAll("[data-since]")) {
		const s = Math.max(0, Math.floor((now - e.dataset.since) / 1000));
		e.textContent = `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
	}
}

// How far the clock of this computer is ahead of the server's.
let skew = 0;

function watch() {
	const at = new URLSearchParams(location.search);
	const query = new URLSearchParams({page: document.body.dataset.page, visit: at.get("visit") || ""});
	const stream = new EventSource("/desk/events?" + query);
	let lost = 0;
	stream.addEventListener("board", (e) => {
		clearTimeout(lost);
		lost = 0;
		document.body.classList.remove("lost");
		show(JSON.parse(e.data), false);
	});
	stream.addEventListener("clock", (e) => { skew = Date.now() - Number(e.data); });
	stream.addEventListener("out", () => location.reload());
	stream.onerror = () => {
		lost ||= setTimeout(() => {
			document.body.classList.add("lost");
			say($("lost").innerHTML, true);
		}, 4000);
		if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
	};
}

// A page is idle when nobody touches it.
let awake = Date.now();

for (const kind of ["pointermove", "keydown", "pointerdown"]) {
	document.addEventListener(kind, () => {
		const token = document.querySelector("[name=token]");
		if (!token || Date.now() - awake < 60000) return;
		awake = Date.now();
		fetch("/desk/awake", {method: "POST", headers: {"X-Desk": "1"}, body: new URLSearchParams({token: token.value})}).catch(() => {});
	}, {passive: true});
}

for (const button of document.querySelectorAll("button.up")) button.hidden = false;
showKeys();
if (document.body.dataset.page) {
	watch();
	setInterval(tick, 1000);
	tick();
}
