/* Search runs in a web worker. A page opened from a folder (file://) may not start one, so for such pages this puts an
   object with a worker's interface in its place: a hidden frame that loads the worker's script as an ordinary script. */
(function () {
  "use strict";
  if (location.protocol !== "file:" || typeof window === "undefined") return;

  /* Inside the frame: what a worker's global scope offers, and a way for the script to load further scripts. */
  function scope(port) {
    var self = this;
    self.importScripts = function () {
      return Array.prototype.reduce.call(arguments, function (before, source) {
        return before.then(function () {
          return new Promise(function (done, failed) {
            var script = self.document.createElement("script");
            script.src = source;
            script.onload = done;
            script.onerror = failed;
            self.document.body.appendChild(script);
          });
        });
      }, Promise.resolve());
    };
    self.postMessage = function (data) {
      port.dispatchEvent(new MessageEvent("message", { data: data }));
    };
  }

  function FolderWorker(url) {
    var port = document.createElement("span"); /* any EventTarget: Safari before 14 cannot construct one */
    var frame = document.createElement("iframe");
    var waiting = [];
    var ready = false;
    frame.hidden = true;
    frame.setAttribute("aria-hidden", "true");
    frame.title = "search";
    document.documentElement.appendChild(frame);

    var inside = frame.contentWindow;
    inside.document.open();
    inside.document.write("<!doctype html><title>search</title><body></body>");
    inside.document.close();
    scope.call(inside, port);
    var script = inside.document.createElement("script");
    script.src = String(url);
    script.onload = function () {
      ready = true;
      waiting.splice(0).forEach(deliver);
    };
    inside.document.body.appendChild(script);

    function deliver(data) {
      inside.dispatchEvent(new inside.MessageEvent("message", { data: data }));
    }
    port.postMessage = function (data) {
      if (ready) deliver(data);
      else waiting.push(data);
    };
    port.terminate = function () {
      frame.remove();
    };
    return port;
  }

  window.Worker = FolderWorker;
})();
