// Tells the advisor how it is with the person's screen.
"use strict";
document.addEventListener("kt-standing", ({detail}) => {
	document.body.dataset.stage = detail.stage;
	document.getElementById("kt-standing").textContent = detail.text;
});
