// Sounds a gong and says each new call: one after the other, never two at once.
"use strict";
const Voice = (() => {
	const data = document.body.dataset;
	const late = 120000, longest = 15000; // ms: an older call is not said any more; a sound that hangs is left
	const known = new Set(); // calls that were said, or need not be
	let queue = [], playing = false, silent = false;

	// Plays a sound to its end. It is refused where the browser wants a press first.
	const play = (audio) => new Promise((done, refused) => {
		const limit = setTimeout(end, longest);
		function end() {
			clearTimeout(limit);
			audio.onended = audio.onerror = null;
			audio.pause();
			done();
		}
		audio.onended = audio.onerror = end;
		audio.play().catch((e) => {
			if (e.name === "NotAllowedError") refused(e);
			end();
		});
	});

	const sound = (address) => Object.assign(new Audio(address), {preload: "auto"});

	async function work() {
		if (playing) return;
		playing = true;
		while (queue.length) {
			const id = queue.shift();
			const said = data.spoken === "true" ? sound("/display/voice/" + id + ".wav") : null; // it is made while the gong sounds
			try {
				await play(sound(data.gong));
				if (said) await play(said);
				silent = false;
			} catch {
				silent = true;
				queue = [];
			}
		}
		playing = false;
	}

	// Asks the browser whether sound may be heard at all, so that nobody finds out by a
	// call that was missed.
	function ask() {
		const gong = sound(data.gong);
		gong.volume = 0.001;
		gong.play().then(() => { gong.pause(); silent = false; }, (e) => { silent = e.name === "NotAllowedError"; });
	}

	for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { if (silent) ask(); });
	ask();

	return {
		blocked: () => silent,

		// Says what is new, the oldest first. What was there before the page was is not new,
		// and what is no longer there is not said.
		call(rows, first, now) {
			const ids = rows.map((row) => row.id);
			queue = queue.filter((id) => ids.includes(id));
			for (const row of [...rows].reverse()) {
				if (known.has(row.id)) continue;
				known.add(row.id);
				if (!first && now - row.at < late) queue.push(row.id);
			}
			for (const id of known) if (!ids.includes(id) && known.size > 100) known.delete(id);
			work();
		},
	};
})();
