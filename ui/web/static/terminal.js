// Keeps the page as the terminal is, sends presses, and moves focus by keys.
"use strict";
(() => {
	const stage = document.getElementById("kt-stage");
	const glass = stage.closest("form");
	const places = document.getElementById("kt-places");
	const lost = document.getElementById("kt-lost");
	const bench = document.getElementById("kt-bench");
	const live = "button:not(:disabled):not([aria-hidden])";
	let screen = stage.querySelector("[name=screen]")?.value;
	let below = ""; // what had focus before a dialog opened
	let waiting = 0;

	const same = (a, b) => a.nodeName === b.nodeName && (a.id || "") === (b.id || "");

	// Brings an element in line with another without replacing what stays: a
	// finger that is down, focus and scroll positions survive.
	function morph(from, to) {
		if (from.isEqualNode(to)) return;
		if (from.nodeType !== Node.ELEMENT_NODE) return void (from.data = to.data);
		for (const {name} of [...from.attributes]) if (!to.hasAttribute(name)) from.removeAttribute(name);
		for (const {name, value} of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
		morphChildren(from, to);
	}

	function morphChildren(from, to) {
		const ids = new Set([...to.children].map((n) => n.id).filter(Boolean));
		for (const old of [...from.children]) if (old.id && !ids.has(old.id)) old.remove();
		let at = from.firstChild;
		for (const next of [...to.childNodes]) {
			let match = at;
			while (match && !same(match, next)) match = next.id ? match.nextSibling : null;
			if (!match) from.insertBefore(next, at);
			else if (match === at) at = at.nextSibling;
			else (from.moveBefore || from.insertBefore).call(from, match, at);
			if (match) morph(match, next);
		}
		for (let rest = at; rest; rest = at) {
			at = rest.nextSibling;
			rest.remove();
		}
	}

	function fill(element, html) {
		const next = element.cloneNode(false);
		next.innerHTML = html;
		morphChildren(element, next);
	}

	// What can have focus now: not what a dialog lies over.
	const reachable = (element) => element && stage.contains(element) && !element.closest("[inert]");

	function show(now) {
		if (now.build !== stage.dataset.build) return location.reload();
		const had = document.activeElement;
		const dialog = document.getElementById("kt-over");
		if (!dialog && reachable(had)) below = had.id;
		places.textContent = now.rules;
		fill(stage, now.html);
		document.documentElement.lang = now.lang;
		document.title = now.title;
		[lost.textContent, lost.lang] = [now.lost, now.lostIn];
		settle(had, dialog, now.screen !== screen);
		screen = now.screen;
	}

	// A new screen is read from its question, a dialog from its own; what a
	// dialog lay over gets its focus back.
	function settle(had, dialog, fresh) {
		const over = document.getElementById("kt-over");
		if (bench && bench.contains(had)) return;
		if (!fresh && !!over === !!dialog && reachable(document.activeElement)) return;
		let target = over || stage.querySelector("h1");
		if (!over && dialog && !fresh) target = document.getElementById(below) || target;
		if (target === document.activeElement) target.blur(); // it is another question now
		target?.focus({preventScroll: true});
	}

	// Moves focus to the nearest button in a direction.
	function go(dx, dy) {
		const active = reachable(document.activeElement) ? document.activeElement : null;
		const from = (active || stage).getBoundingClientRect();
		const start = active ? from : {left: from.left, right: from.left, top: from.top, bottom: from.top};
		let best = null, least = Infinity;
		for (const button of stage.querySelectorAll(live)) {
			if (button === active || !reachable(button)) continue;
			const to = button.getBoundingClientRect();
			const x = Math.max(to.left - start.right, start.left - to.right, 0);
			const y = Math.max(to.top - start.bottom, start.top - to.bottom, 0);
			const cx = (to.left + to.right - start.left - start.right) / 2;
			const cy = (to.top + to.bottom - start.top - start.bottom) / 2;
			if (dx * cx + dy * cy <= 1 || (dx ? x : y) === 0 && (dx ? y : x) > 0) continue;
			const way = (dx ? x + 3 * y : y + 3 * x) + (Math.abs(cx) + Math.abs(cy)) / 50;
			if (way < least) [best, least] = [button, way];
		}
		best?.focus();
	}

	const unkeyed = () => document.getElementById("kt-keypad")?.remove(); // a finger has the ring away
	const sent = {}; // by address: of two requests at once the later may come first
	function send(form, submitter) {
		const to = form.getAttribute("action"), body = new URLSearchParams(new FormData(form, submitter));
		sent[to] = Promise.resolve(sent[to]).then(() => fetch(to, {method: "POST", body, headers: {Accept: "text/plain"}})).catch(missing);
	}

	function missing() {
		if (!waiting) waiting = setTimeout(() => {
			lost.hidden = false;
			glass.inert = true;
		}, 2000);
	}

	function found() {
		clearTimeout(waiting);
		waiting = 0;
		lost.hidden = true;
		glass.inert = false;
	}

	function listen() {
		const source = Object.assign(new EventSource(stage.dataset.events), {onopen: found});
		source.addEventListener("stage", (e) => show(JSON.parse(e.data)));
		source.addEventListener("standing", (e) => document.dispatchEvent(new CustomEvent("kt-standing", {detail: JSON.parse(e.data)})));
		source.addEventListener("bench", (e) => fill(bench, JSON.parse(e.data).html));
		source.onerror = () => {
			missing();
			if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
		};
	}

	document.addEventListener("submit", (e) => {
		e.preventDefault();
		send(e.target, e.submitter);
	});
	document.addEventListener("keydown", (e) => {
		if (e.altKey || e.ctrlKey || e.metaKey || bench?.contains(document.activeElement)) return;
		const arrow = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[e.key];
		const name = e.key.length === 1 ? e.key.toLowerCase() : e.key;
		const key = [...stage.querySelectorAll(live)].find((b) => b.dataset.key === name && reachable(b));
		if (!arrow && !key) return;
		e.preventDefault();
		if (arrow) go(...arrow);
		else if (!e.repeat) key.click();
	});
	stage.addEventListener("pointerdown", unkeyed);
	document.addEventListener("keydown", unkeyed);
	document.addEventListener("contextmenu", (e) => stage.contains(e.target) && e.preventDefault());
	listen();
})();
