import assert from "node:assert/strict";
import { test } from "node:test";
import { client, connected, cut, echo, next, RECOVERY_URL, settle } from "../clients.mjs";

const options = { transports: ["websocket"] };

async function recoverable(t) {
  const socket = client(t, options, { url: RECOVERY_URL });
  // The first event carries the first offset, from which a recovery can start.
  await next(socket, "auth");
  return socket;
}

/** Throws away the next `count` frames that come in, as a network does that is about to fail. */
function drop(socket, count) {
  const { ws } = socket.io.engine.transport;
  return new Promise((resolve) => {
    ws.onmessage = ({ data }) => {
      if (String(data).startsWith("42") && --count === 0) {
        resolve();
      }
    };
  });
}

test("is recovered under its old id, and gets missed events once and in order", async (t) => {
  const socket = await recoverable(t);
  const { id } = socket;
  const received = [];
  socket.on("message-back", (value) => received.push(value));
  await settle(socket, "before");
  const dropped = drop(socket, 3);
  for (const value of ["missed 1", "missed 2", "missed 3"]) {
    socket.emit("message", value);
  }
  await dropped;
  const back = next(socket, "connect");
  cut(socket);
  await back;
  assert.equal(socket.recovered, true);
  assert.equal(socket.id, id);
  await settle(socket, "after");
  assert.deepEqual(received, ["before", "missed 1", "missed 2", "missed 3", "after"]);
});

test("is recovered again and again", async (t) => {
  const socket = await recoverable(t);
  const { id } = socket;
  const received = [];
  socket.on("message-back", (value) => received.push(value));
  const expected = [];
  for (let i = 0; i < 5; i++) {
    const dropped = drop(socket, 1);
    socket.emit("message", i);
    await dropped;
    const back = next(socket, "connect");
    cut(socket);
    await back;
    assert.equal(socket.recovered, true);
    assert.equal(socket.id, id);
    await settle(socket, `after ${i}`);
    expected.push(i, `after ${i}`);
  }
  assert.deepEqual(received, expected);
});

test("brings missed binary events back", async (t) => {
  const socket = await recoverable(t);
  const { ws } = socket.io.engine.transport;
  const dropped = new Promise((resolve) => {
    ws.onmessage = ({ data }) => {
      if (typeof data !== "string") {
        resolve();
      }
    };
  });
  socket.emit("message", Buffer.from([1, 2, 3]));
  await dropped;
  const missed = next(socket, "message-back");
  cut(socket);
  const [bytes] = await missed;
  assert.equal(socket.recovered, true);
  assert.deepEqual(Buffer.from(bytes), Buffer.from([1, 2, 3]));
});

test("gets a new state after it left of its own will", async (t) => {
  const socket = await recoverable(t);
  const { id } = socket;
  socket.disconnect();
  socket.connect();
  await connected(socket);
  assert.ok(!socket.recovered);
  assert.notEqual(socket.id, id);
});

test("gets a new state for an offset that the server does not know", async (t) => {
  const socket = await recoverable(t);
  const { id } = socket;
  socket._lastOffset = "unknown";
  const back = next(socket, "connect");
  cut(socket);
  await back;
  assert.ok(!socket.recovered);
  assert.notEqual(socket.id, id);
});

test("gets a new state for a private id that the server does not know", async (t) => {
  const socket = await recoverable(t);
  socket._pid = "unknown";
  const back = next(socket, "connect");
  cut(socket);
  await back;
  assert.ok(!socket.recovered);
  assert.equal((await echo(socket, "fresh"))[0], "fresh");
});
