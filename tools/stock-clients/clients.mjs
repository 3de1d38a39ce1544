// What the tests share: sockets that are closed when their test ends, and promises for events.
import { io } from "socket.io-client";

export const SERVER_URL = process.env.SERVER_URL;
export const HEARTBEAT_URL = process.env.HEARTBEAT_URL;
export const RECOVERY_URL = process.env.RECOVERY_URL;

/** A socket on a connection of its own, closed after the test `t`. */
export function client(t, options = {}, { namespace = "", url = SERVER_URL } = {}) {
  const socket = io(url + namespace, {
    forceNew: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 50,
    ...options,
  });
  t.after(() => {
    socket.io.reconnection(false);
    socket.disconnect();
  });
  return socket;
}

/** The arguments of the next event of this name; fails after ten seconds. */
export function next(emitter, event) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${event}`)), 10_000);
    emitter.once(event, (...args) => {
      clearTimeout(timer);
      resolve(args);
    });
  });
}

/** The socket, once connected. */
export async function connected(socket) {
  if (!socket.connected) {
    await next(socket, "connect");
  }
  return socket;
}

/** Emits `message` and gives back the arguments of its echo. */
export async function echo(socket, ...args) {
  const answer = next(socket, "message-back");
  socket.emit("message", ...args);
  return answer;
}

/** Emits `message`, and comes back when its echo and everything before it has arrived. */
export async function settle(socket, value) {
  socket.emit("message", value);
  await socket.emitWithAck("message-with-ack");
}

/** The first arguments of the next `count` echoes. */
export function collect(socket, count) {
  return new Promise((resolve) => {
    const values = [];
    socket.on("message-back", (value) => {
      values.push(value);
      if (values.length === count) {
        resolve(values);
      }
    });
  });
}

/** Kills the connection below without a goodbye, as a lost network does. */
export function cut(socket) {
  socket.io.engine.transport.ws.terminate();
}
