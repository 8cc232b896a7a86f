// Tells the advisor how it is with the person's screen.
"use strict";
document.addEventListener("kt-standing", ({detail}) => {
	document.body.dataset.stage = detail.stage;
	document.getElementById("kt-standing").textContent = detail.text;
});

// What is pressed is pressed for the person, or pointed at for them to press.
const points = document.getElementById("kt-points");
const glass = document.querySelector(".glass");
points.hidden = false;
points.addEventListener("change", () => glass.setAttribute("action", points.firstElementChild.checked ? "point" : "press"));
