// Shows the board, each language in its turn, and goes on from what it last knew.
// Televisions have old browsers: only what Chromium 76 knows is used.
"use strict";
(() => {
	const data = document.body.dataset;
	const words = JSON.parse(data.words);
	const turn = Number(data.turn), stale = Number(data.stale) * 1000;
	const by = (id) => document.getElementById(id);
	const stacked = document.body.className === "stacked"; // there are no heads
	let picture = null; // as it came last
	let ahead = 0; // of the clock on the wall before this machine's
	let heard = 0; // when something came last, by this machine's clock
	let shown = ""; // language, minute and hint that are on the page
	let source = null;

	const wall = () => Date.now() + ahead;
	const two = (n) => String(n).padStart(2, "0");
	const clock = (ms, mark) => ((d) => two(d.getUTCHours()) + mark + two(d.getUTCMinutes()))(new Date(ms));
	const put = (id, text, lang) => {
		const e = by(id);
		if (e.textContent !== text) e.textContent = text;
		if (lang) e.lang = lang;
	};

	// The words of a call: where to go, and what the sign looks like.
	function told(row, say) {
		return [row.room ? say.room : stacked && say.desk, say[row.direction], say[row.paint]].filter(Boolean);
	}

	function fill(parent, children) {
		parent.textContent = "";
		parent.append(...children);
	}

	function element(name, className, text) {
		const e = document.createElement(name);
		e.className = className;
		if (text) e.textContent = text;
		return e;
	}

	function arrow(direction) {
		const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
		const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
		svg.setAttribute("class", "arrow");
		svg.setAttribute("aria-hidden", "true");
		use.setAttribute("href", "#" + direction);
		svg.append(use);
		return svg;
	}

	function call(row) {
		const li = element("li", row.sign.length > 2 ? "call long" : "call"), to = element("div", "to");
		li.dataset.id = row.id;
		if (row.direction) to.append(arrow(row.direction));
		to.append(element("span", "sign " + row.paint, row.sign), element("span", "words"));
		li.append(element("b", "number", row.label), to);
		return li;
	}

	// Brings the rows in line: a call that stays keeps its element.
	function draw() {
		const list = by("calls"), old = new Map([...list.children].map((e) => [e.dataset.id, e]));
		const rows = picture.rows.map((row) => old.get(row.id) || call(row));
		if (rows.length !== list.children.length || rows.some((e, i) => e !== list.children[i])) fill(list, rows);
		rows.forEach((e, i) => e.classList.toggle("latest", i === 0));
		by("heads").hidden = by("calls").hidden = !rows.length;
		by("message").hidden = rows.length > 0;
	}

	// What is quietly wrong, if anything is.
	function hint(v) {
		if (Date.now() - heard > stale) return v.words.stale.replace("{time}", clock(heard + ahead, v.mark));
		return Voice.blocked() ? v.words.silent : "";
	}

	// Says everything in the language whose turn it is.
	function speak(again) {
		const n = Math.floor(wall() / turn), v = words[n % words.length], trouble = hint(v);
		const now = [v.tag, clock(wall(), v.mark), trouble].join("|");
		if (!picture || now === shown && !again) return;
		shown = now;
		document.documentElement.lang = v.tag;
		document.title = v.words.title;
		put("title", v.words.title);
		put("place", v.place.text, v.place.in);
		put("clock", clock(wall(), v.mark));
		put("head-number", v.words.number);
		put("head-place", v.words.desk);
		put("message-first", v.words[picture.state] || "");
		put("message-then", picture.opens && picture.opens[v.tag] || "");
		picture.rows.forEach((row, i) => {
			const place = by("calls").children[i].querySelector(".words"), texts = told(row, v.words);
			place.classList.toggle("three", texts.length > 2);
			fill(place, texts.map((text) => element("span", "", text)));
		});
		const notice = picture.notices.length && picture.notices[Math.floor(n / words.length) % picture.notices.length][v.tag];
		put("hint", trouble);
		by("hint").hidden = !trouble;
		by("notice").hidden = !!trouble;
		put("notice", notice ? notice.text : "", notice ? notice.in : v.tag);
	}

	// Loads the page of another build, once that can be had: what is shown is better than
	// a browser's own page.
	function renew() {
		source.close();
		fetch("/display").then((answer) => answer.ok && location.reload(), () => {});
	}

	function take(event) {
		const news = JSON.parse(event.data);
		if (news.build !== data.build) return renew();
		heard = Date.now();
		ahead = news.now - heard;
		if (news.picture) {
			const first = !picture;
			picture = news.picture;
			draw();
			Voice.call(picture.rows, first, wall());
		}
		speak(!!news.picture);
	}

	// A browser gives a source up that a server refused, and waits for ever for one that
	// is silent: then there is a new one.
	function listen() {
		if (source) source.close();
		source = new EventSource("/display/events");
		source.addEventListener("news", take);
	}

	let tried = Date.now();
	setInterval(() => {
		speak(false);
		const quiet = Date.now() - Math.max(heard, tried);
		if (quiet > stale || source.readyState === EventSource.CLOSED && Date.now() - tried > 3000) {
			tried = Date.now();
			listen();
		}
	}, 250);
	listen();
})();
