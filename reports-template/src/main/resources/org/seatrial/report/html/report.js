
// For comfort only: without it everything can be read, and every detail opened by hand.
(function () {
  var list = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var set = function (open) { list("details").forEach(function (one) { one.open = open; }); };
  var closed = [];
  document.getElementById("tools").hidden = false;
  document.getElementById("open-all").addEventListener("click", function () { set(true); });
  document.getElementById("close-all").addEventListener("click", function () { set(false); });
  window.addEventListener("beforeprint", function () {
    closed = list("details").filter(function (one) { return !one.open; });
    set(true);
  });
  window.addEventListener("afterprint", function () { closed.forEach(function (one) { one.open = false; }); });
  // A box that does not scroll need not be stopped at by the keyboard.
  var boxes = function () {
    list(".scroll").forEach(function (box) { box.tabIndex = Math.max(-1, Math.min(0, box.scrollWidth - box.clientWidth - 1)); });
  };
  window.addEventListener("resize", boxes);
  list("details").forEach(function (one) { one.addEventListener("toggle", boxes); });
  boxes();
})();
