'use strict';

// npm socket.io with just enough of the signaling protocol to relay between the members of a session, from maps.

const http = require('node:http');
const { randomUUID } = require('node:crypto');
const { Server } = require('socket.io');

const port = Number(process.argv[2] ?? 0);
const sockets = new Map();
const sessions = new Map();
const invites = new Map();

/** Answers the live heap after a collection; needs --expose-gc. Everything else is socket.io's. */
function answerMemory(request, response) {
  if (request.url !== '/memory') {
    response.writeHead(404).end();
    return;
  }
  globalThis.gc?.();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(process.memoryUsage()));
}

function failure(code) {
  return { type: 'ERROR', code, message: code };
}

function register(socket, { fingerprint }) {
  socket.data.fingerprint = fingerprint;
  sockets.set(fingerprint, socket);
  return { type: 'DEVICE_REGISTERED', deviceId: fingerprint };
}

function createSession(socket, request) {
  register(socket, request);
  const sessionId = randomUUID();
  const inviteCode = sessionId.slice(0, 18);
  sessions.set(sessionId, new Set([request.fingerprint]));
  invites.set(inviteCode, sessionId);
  return { type: 'SESSION_CREATED', sessionId, inviteCode, hubFingerprint: request.fingerprint, role: 'HOST' };
}

function joinSession(socket, request) {
  const sessionId = invites.get(request.inviteCode);
  if (sessionId === undefined) {
    return failure('SESSION_NOT_FOUND');
  }
  register(socket, request);
  const members = sessions.get(sessionId);
  members.add(request.fingerprint);
  return { type: 'SESSION_JOINED', sessionId, participants: [...members] };
}

function leaveSession(socket, { sessionId }) {
  sessions.delete(sessionId);
  invites.delete(sessionId.slice(0, 18));
  return { type: 'SESSION_LEFT', sessionId };
}

function relay(socket, offer, ack) {
  const members = sessions.get(offer.sessionId);
  const receiver = sockets.get(offer.toFingerprint);
  const from = socket.data.fingerprint;
  if (!from || !receiver || (members && !(members.has(from) && members.has(offer.toFingerprint)))) {
    ack(failure('PEER_NOT_IN_SESSION'));
    return;
  }
  offer.type = 'SDP_OFFER';
  receiver.emit('message', offer);
  ack({ type: 'RELAYED', status: 'delivered' });
}

const server = http.createServer(answerMemory);
const io = new Server(server, {
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
});

io.of('/signaling').on('connection', (socket) => {
  socket.on('REGISTER', (request, ack) => ack(register(socket, request)));
  socket.on('REGISTER_DEVICE', (request, ack) => ack(register(socket, request)));
  socket.on('CREATE_SESSION', (request, ack) => ack(createSession(socket, request)));
  socket.on('JOIN_SESSION', (request, ack) => ack(joinSession(socket, request)));
  socket.on('LEAVE_SESSION', (request, ack) => ack(leaveSession(socket, request)));
  socket.on('SDP_OFFER', (offer, ack) => relay(socket, offer, ack));
  socket.on('disconnect', () => {
    const { fingerprint } = socket.data;
    if (sockets.get(fingerprint) === socket) {
      sockets.delete(fingerprint);
    }
  });
});

server.listen({ port, host: '127.0.0.1', backlog: 4096 }, () => {
  console.log(`ready http://127.0.0.1:${server.address().port}`);
});
