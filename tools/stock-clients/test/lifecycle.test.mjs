import assert from "node:assert/strict";
import { test } from "node:test";
import { client, connected, cut, echo, HEARTBEAT_URL, next, settle } from "../clients.mjs";

const options = { transports: ["websocket"] };

test("drops volatile events while it is not connected, and keeps the others", async (t) => {
  const socket = client(t, { ...options, autoConnect: false });
  const received = [];
  socket.on("message-back", (value) => received.push(value));
  socket.volatile.emit("message", "dropped");
  socket.emit("message", "kept");
  socket.connect();
  await connected(socket);
  await settle(socket, "last");
  assert.deepEqual(received, ["kept", "last"]);
});

test("sends volatile events while it is connected", async (t) => {
  const socket = await connected(client(t, options));
  await echo(socket, "first"); // the connection is idle and writable
  const answer = next(socket, "message-back");
  socket.volatile.emit("message", "volatile");
  assert.deepEqual(await answer, ["volatile"]);
});

test("says 'io client disconnect' when the client leaves", async (t) => {
  const socket = await connected(client(t, options));
  const gone = next(socket, "disconnect");
  socket.disconnect();
  assert.equal((await gone)[0], "io client disconnect");
  assert.equal(socket.active, false);
});

test("comes back under a new id after the connection was lost", async (t) => {
  const socket = await connected(client(t, options));
  const { id } = socket;
  const gone = next(socket, "disconnect");
  cut(socket);
  assert.equal((await gone)[0], "transport close");
  assert.equal(socket.active, true);
  await connected(socket);
  assert.notEqual(socket.id, id);
  assert.ok(!socket.recovered);
  assert.deepEqual(await echo(socket, "back"), ["back"]);
});

test("sends what was emitted while it was away", async (t) => {
  const socket = await connected(client(t, options));
  const gone = next(socket, "disconnect");
  cut(socket);
  await gone;
  assert.deepEqual(await echo(socket, "buffered"), ["buffered"]);
});

test("comes back after the server ended the connection for an invalid packet", async (t) => {
  const socket = await connected(client(t, options));
  const gone = next(socket, "disconnect");
  socket.io.engine.write("this is no Socket.IO packet");
  assert.equal((await gone)[0], "transport close");
  await connected(socket);
  assert.deepEqual(await echo(socket, "back"), ["back"]);
});

test("is disconnected when it answers no ping", async (t) => {
  const socket = await connected(client(t, options, { url: HEARTBEAT_URL }));
  const { engine } = socket.io;
  const { _sendPacket: send } = engine;
  assert.equal(typeof send, "function");
  engine._sendPacket = function (type, ...rest) {
    if (type !== "pong") {
      send.call(this, type, ...rest);
    }
  };
  const [reason] = await next(socket, "disconnect");
  assert.match(reason, /^(transport close|ping timeout)$/);
  await connected(socket);
});

test("connects, leaves and connects again on one manager", async (t) => {
  const socket = await connected(client(t, options));
  for (let i = 0; i < 5; i++) {
    socket.disconnect();
    socket.connect();
    await connected(socket);
    assert.deepEqual(await echo(socket, i), [i]);
  }
});
