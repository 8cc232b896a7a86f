// Tells the form where on a target a finger came down, and the style how large a
// pixel of the screen is.
"use strict";
(() => {
	const stage = document.getElementById("kt-stage");
	const {dx, dy} = stage.closest("form").elements;

	// In mm from the target's middle. A press by a key has no place.
	function aim(e) {
		const target = e.target.closest?.("button[data-aim]");
		if (!target || e.type === "keydown") return void (dx.value = dy.value = "");
		const box = target.getBoundingClientRect();
		const mm = stage.getBoundingClientRect().width / getComputedStyle(stage).getPropertyValue("--w");
		dx.value = ((e.clientX - box.left - box.width / 2) / mm).toFixed(2);
		dy.value = ((e.clientY - box.top - box.height / 2) / mm).toFixed(2);
	}

	document.addEventListener("pointerdown", aim);
	document.addEventListener("keydown", aim);
	stage.style.setProperty("--dot", 1 / devicePixelRatio + "px");
})();
