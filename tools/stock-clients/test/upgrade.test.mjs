import assert from "node:assert/strict";
import { test } from "node:test";
import { client, collect, connected, echo, next } from "../clients.mjs";

test("upgrades from polling to WebSocket and keeps the session", async (t) => {
  const socket = await connected(client(t));
  const { id } = socket;
  if (socket.io.engine.transport.name === "polling") {
    await next(socket.io.engine, "upgrade");
  }
  assert.equal(socket.io.engine.transport.name, "websocket");
  assert.deepEqual(await echo(socket, "upgraded"), ["upgraded"]);
  assert.equal(socket.id, id);
});

test("loses and reorders nothing while it upgrades", async (t) => {
  const socket = client(t);
  const count = 400;
  const values = collect(socket, count);
  let upgraded = false;
  let sent = 0;
  socket.io.on("open", () => socket.io.engine.once("upgrade", () => (upgraded = true)));
  await connected(socket);
  // A message at every turn of the event loop: before, during and after the change.
  await new Promise((resolve) => {
    const step = () => {
      socket.emit("message", sent++);
      if (sent < count) {
        setImmediate(step);
      } else {
        resolve();
      }
    };
    step();
  });
  assert.deepEqual(await values, Array.from({ length: count }, (_, i) => i));
  if (!upgraded) {
    await next(socket.io.engine, "upgrade");
  }
  assert.deepEqual(await echo(socket, "after"), ["after"]);
});

test("remembers a successful upgrade for the next connection", async (t) => {
  const socket = await connected(client(t, { rememberUpgrade: true }));
  if (socket.io.engine.transport.name === "polling") {
    await next(socket.io.engine, "upgrade");
  }
  socket.disconnect();
  socket.connect();
  await connected(socket);
  assert.equal(socket.io.engine.transport.name, "websocket");
});

test("starts on WebSocket and falls back to polling when asked to try all", async (t) => {
  const socket = client(t, { transports: ["websocket", "polling"], tryAllTransports: true });
  await connected(socket);
  assert.equal(socket.io.engine.transport.name, "websocket");
});
