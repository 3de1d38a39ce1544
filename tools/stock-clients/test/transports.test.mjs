import assert from "node:assert/strict";
import { test } from "node:test";
import { client, collect, connected, echo, HEARTBEAT_URL, next } from "../clients.mjs";

for (const transport of ["websocket", "polling"]) {
  const options = { transports: [transport] };

  test(`${transport}: connects and stays on this transport`, async (t) => {
    const socket = await connected(client(t, options));
    assert.equal(socket.io.engine.transport.name, transport);
    assert.ok(!socket.recovered);
    assert.notEqual(socket.id, socket.io.engine.id);
  });

  test(`${transport}: echoes JSON values as they are`, async (t) => {
    const socket = client(t, options);
    const values = [1, -2.5, "text", true, null, { a: [{ b: {} }] }, [], "\u20ac\u{1f600}\u0000\u001e"];
    assert.deepEqual(await echo(socket, ...values), values);
  });

  test(`${transport}: echoes an event without arguments`, async (t) => {
    assert.deepEqual(await echo(client(t, options)), []);
  });

  test(`${transport}: echoes binary, also deep inside objects`, async (t) => {
    const socket = client(t, options);
    const bytes = Buffer.from([0, 1, 2, 253, 254, 255]);
    const [first, second] = await echo(socket, bytes, { deep: [{ er: bytes }], text: "x" });
    assert.deepEqual(Buffer.from(first), bytes);
    assert.deepEqual(Buffer.from(second.deep[0].er), bytes);
    assert.equal(second.text, "x");
  });

  test(`${transport}: echoes empty binary`, async (t) => {
    const [empty] = await echo(client(t, options), Buffer.alloc(0));
    assert.equal(empty.length, 0);
  });

  test(`${transport}: takes ten attachments in one packet`, async (t) => {
    const attachments = Array.from({ length: 10 }, (_, i) => Buffer.from([i]));
    const back = await echo(client(t, options), ...attachments);
    assert.deepEqual(back.map((b) => b[0]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test(`${transport}: echoes 900 kB of text`, async (t) => {
    const text = "\u00e9".repeat(450_000);
    const [back] = await echo(client(t, options), text);
    assert.equal(back, text);
  });

  test(`${transport}: echoes 700 kB of binary`, async (t) => {
    const bytes = Buffer.alloc(700_000, 0xa5);
    const [back] = await echo(client(t, options), bytes);
    assert.deepEqual(Buffer.from(back), bytes);
  });

  test(`${transport}: ends a connection that exceeds maxPayload`, async (t) => {
    const socket = await connected(client(t, { ...options, reconnection: false }));
    socket.emit("message", "x".repeat(1_000_000));
    const [reason] = await next(socket, "disconnect");
    assert.match(reason, /^transport (close|error)$/);
  });

  test(`${transport}: keeps a thousand events in order`, async (t) => {
    const socket = client(t, options);
    const values = collect(socket, 1000);
    for (let i = 0; i < 1000; i++) {
      socket.emit("message", i);
    }
    assert.deepEqual(await values, Array.from({ length: 1000 }, (_, i) => i));
  });

  test(`${transport}: stays connected through many heartbeats`, async (t) => {
    const socket = await connected(client(t, options, { url: HEARTBEAT_URL }));
    const { id } = socket;
    for (let i = 0; i < 4; i++) {
      await next(socket.io, "ping");
    }
    assert.deepEqual(await echo(socket, "alive"), ["alive"]);
    assert.equal(socket.id, id);
  });

  test(`${transport}: serves fifty clients at once`, async (t) => {
    const echoes = Array.from({ length: 50 }, (_, i) => echo(client(t, options), i));
    assert.deepEqual(
      (await Promise.all(echoes)).flat(),
      Array.from({ length: 50 }, (_, i) => i),
    );
  });
}
