import assert from "node:assert/strict";
import { test } from "node:test";
import { client, connected, echo } from "../clients.mjs";

for (const transport of ["websocket", "polling"]) {
  const options = { transports: [transport] };

  test(`${transport}: acknowledges with the arguments`, async (t) => {
    const socket = client(t, options);
    const args = await new Promise((resolve) => {
      socket.emit("message-with-ack", 1, "2", { 3: [false] }, (...back) => resolve(back));
    });
    assert.deepEqual(args, [1, "2", { 3: [false] }]);
  });

  test(`${transport}: acknowledges with binary`, async (t) => {
    const socket = client(t, options);
    const back = await socket.emitWithAck("message-with-ack", Buffer.from([1, 2, 3]));
    assert.deepEqual(Buffer.from(back), Buffer.from([1, 2, 3]));
  });

  test(`${transport}: acknowledges with nothing`, async (t) => {
    assert.equal(await client(t, options).emitWithAck("message-with-ack"), undefined);
  });

  test(`${transport}: acknowledges within a timeout`, async (t) => {
    const socket = client(t, options);
    assert.equal(await socket.timeout(5000).emitWithAck("message-with-ack", "in time"), "in time");
  });

  test(`${transport}: lets an unanswered event run into its timeout`, async (t) => {
    const socket = await connected(client(t, options));
    await assert.rejects(socket.timeout(50).emitWithAck("nobody-answers"), /timed out/);
    assert.deepEqual(await echo(socket, "unharmed"), ["unharmed"]);
  });

  test(`${transport}: keeps a hundred acknowledgements apart`, async (t) => {
    const socket = client(t, options);
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    const answers = numbers.map((i) => socket.emitWithAck("message-with-ack", i));
    assert.deepEqual(await Promise.all(answers), numbers);
  });
}

test("retries an event until it is acknowledged, in order", async (t) => {
  const socket = client(t, { retries: 2, ackTimeout: 5000, transports: ["websocket"] });
  assert.equal(await socket.emitWithAck("message-with-ack", "first"), "first");
  assert.equal(await socket.emitWithAck("message-with-ack", "second"), "second");
});
