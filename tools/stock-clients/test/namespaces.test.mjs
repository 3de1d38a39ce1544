import assert from "node:assert/strict";
import { test } from "node:test";
import { client, connected, echo, next, SERVER_URL } from "../clients.mjs";

test("hands an auth object to the server", async (t) => {
  const socket = client(t, { auth: { token: "abc", nested: { n: 1 } } });
  assert.deepEqual(await next(socket, "auth"), [{ token: "abc", nested: { n: 1 } }]);
});

test("hands the result of an auth function to the server", async (t) => {
  const socket = client(t, { auth: (give) => setImmediate(() => give({ token: "late" })) });
  assert.deepEqual(await next(socket, "auth"), [{ token: "late" }]);
});

test("hands an empty auth object over when there is none", async (t) => {
  assert.deepEqual(await next(client(t), "auth"), [{}]);
});

test("connects to a custom namespace", async (t) => {
  const socket = client(t, { auth: { token: "c" } }, { namespace: "/custom" });
  assert.deepEqual(await next(socket, "auth"), [{ token: "c" }]);
  assert.equal(socket.nsp, "/custom");
});

test("shares one connection between namespaces", async (t) => {
  const main = await connected(client(t, { transports: ["websocket"] }));
  const custom = main.io.socket("/custom", { auth: { token: "shared" } });
  t.after(() => custom.disconnect());
  assert.deepEqual(await next(custom, "auth"), [{ token: "shared" }]);
  assert.equal(main.io, custom.io);
  assert.notEqual(main.id, custom.id);
  custom.disconnect();
  assert.deepEqual(await echo(main, "still here"), ["still here"]);
  custom.connect();
  await connected(custom);
});

test("is told of an unknown namespace by connect_error", async (t) => {
  const socket = client(t, {}, { namespace: "/unknown" });
  const [error] = await next(socket, "connect_error");
  assert.equal(error.message, "Invalid namespace");
  assert.equal(error.data, undefined);
  assert.equal(socket.active, false);
});

test("keeps the main namespace when another is refused", async (t) => {
  const main = await connected(client(t, { transports: ["websocket"] }));
  const unknown = main.io.socket("/unknown", {});
  const [error] = await next(unknown, "connect_error");
  assert.equal(error.message, "Invalid namespace");
  assert.deepEqual(await echo(main, "still here"), ["still here"]);
});

test("is told of a wrong path by connect_error, and goes on trying", async (t) => {
  const socket = client(t, { path: "/elsewhere/" }, { url: SERVER_URL });
  const [error] = await next(socket, "connect_error");
  assert.equal(error.type, "TransportError");
  assert.equal(socket.active, true);
});
