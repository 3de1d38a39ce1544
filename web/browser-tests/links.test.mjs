import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Browser } from './browser.mjs';

/**
 * PeerMesh against itself in one tab: two sessions that hand each other their relays, which a test
 * can hold back, drop or change.
 */
describe('PeerMesh', () => {
  let browser, page;

  before(async () => {
    browser = await Browser.launch();
    ({ page } = await browser.tab('Laboratory'));
    await page.evaluate(async () => {
      const { PeerMesh } = await import('/client/netavanue-client.js');
      const { Emitter } = await import('/client/emitter.js');

      /** The part of a Session that a mesh uses. */
      class Half extends Emitter {
        id = 'session';
        turnCredentials = null;
        participants = [];
        sent = [];

        constructor(fingerprint, pass) {
          super();
          const send = (type, fields) => {
            this.sent.push(type);
            const message = { type, fromFingerprint: fingerprint, ...fields };
            const passed = pass ? pass(message) : message;
            if (passed) setTimeout(() => this.other.emit('relay', passed), 5);
            return Promise.resolve();
          };
          this.connection = {
            fingerprint,
            sendOffer: (id, to, sdp) => send('SDP_OFFER', { sdp }),
            sendAnswer: (id, to, sdp) => send('SDP_ANSWER', { sdp }),
            sendCandidate: (id, to, candidate) => send('ICE_CANDIDATE', candidate.toJSON()),
          };
        }

        participant(fingerprint) {
          return this.participants.find((participant) => participant.fingerprint === fingerprint);
        }

        meet(other) {
          this.participants.push({ fingerprint: other.connection.fingerprint, connected: true });
        }
      }

      window.lab = {
        PeerMesh,
        /** @returns two halves that know each other; `passA` and `passB` see what they send */
        halves({ passA, passB } = {}) {
          const a = new Half('a'.repeat(64), passA);
          const b = new Half('b'.repeat(64), passB);
          a.other = b;
          b.other = a;
          return { a, b };
        },
        /** Sends a text on `chat` until it arrives, for the channel may open late. */
        heard(from, to) {
          return new Promise((resolve, reject) => {
            const text = `text ${Math.random()}`;
            let sent = 0;
            const timer = setInterval(() => {
              if (sent === 0) sent = from.sendChat(text);
            }, 10);
            const off = to.on('chat', (message) => {
              if (message.text !== text) return;
              clearInterval(timer);
              off();
              resolve(true);
            });
            setTimeout(() => reject(new Error('nothing was heard')), 12_000);
          });
        },
        both: (a, b) => Promise.all([window.lab.heard(a, b), window.lab.heard(b, a)]),
      };
    });
  });
  after(() => browser.close());

  test('connects when one side offers', async () => {
    const offers = await page.evaluate(async () => {
      const { a, b } = lab.halves();
      const first = new lab.PeerMesh(a);
      a.meet(b);
      b.meet(a);
      const second = new lab.PeerMesh(b);
      await lab.both(first, second);
      first.close();
      second.close();
      return [a, b].map(({ sent }) => sent.filter((type) => type === 'SDP_OFFER').length);
    });
    assert.deepEqual(offers, [0, 1]);
  });

  test('connects when both offer at once', async () => {
    const offers = await page.evaluate(async () => {
      const { a, b } = lab.halves();
      a.meet(b);
      b.meet(a);
      const meshes = [new lab.PeerMesh(a), new lab.PeerMesh(b)];
      await lab.both(...meshes);
      meshes.forEach((mesh) => mesh.close());
      return [a, b].map(({ sent }) => sent.includes('SDP_OFFER'));
    });
    assert.deepEqual(offers, [true, true]);
  });

  test('makes the offer itself when the newcomer does not', async () => {
    await page.evaluate(async () => {
      const { a, b } = lab.halves();
      const meshes = [new lab.PeerMesh(a, { patienceMs: 50 }), new lab.PeerMesh(b)];
      a.meet(b);
      b.meet(a);
      a.emit('joined', b.connection);
      await lab.both(...meshes);
      meshes.forEach((mesh) => mesh.close());
    });
  });

  test('repeats an offer that was lost', async () => {
    await page.evaluate(async () => {
      let lost = 0;
      const { a, b } = lab.halves({ passA: (message) => (lost++ === 0 ? null : message) });
      a.meet(b);
      b.meet(a);
      const waiting = new lab.PeerMesh(b, { watchMs: 300 });
      waiting.close();
      const meshes = [new lab.PeerMesh(a, { watchMs: 300 })];
      b.participants = [];
      meshes.push(new lab.PeerMesh(b, { watchMs: 300 }));
      b.meet(a);
      await lab.both(...meshes);
      meshes.forEach((mesh) => mesh.close());
    });
  });

  test('takes candidates that name no section', async () => {
    await page.evaluate(async () => {
      const bare = (message) =>
        message.type === 'ICE_CANDIDATE'
          ? { type: message.type, fromFingerprint: message.fromFingerprint, candidate: message.candidate }
          : message;
      const { a, b } = lab.halves({ passA: bare, passB: bare });
      a.meet(b);
      b.meet(a);
      const meshes = [new lab.PeerMesh(a), new lab.PeerMesh(b)];
      await lab.both(...meshes);
      meshes.forEach((mesh) => mesh.close());
    });
  });

  test('survives an ICE restart', async () => {
    await page.evaluate(async () => {
      const { a, b } = lab.halves();
      const first = new lab.PeerMesh(a);
      a.meet(b);
      b.meet(a);
      const second = new lab.PeerMesh(b);
      await lab.both(first, second);
      const { peerConnection } = first.links[0];
      const before = peerConnection.localDescription.sdp.match(/a=ice-ufrag:(\S+)/)[1];
      peerConnection.restartIce();
      const restarted = () =>
        peerConnection.signalingState === 'stable' &&
        !peerConnection.localDescription.sdp.includes(`a=ice-ufrag:${before}`);
      while (!restarted()) await new Promise((resolve) => setTimeout(resolve, 10));
      await lab.both(first, second);
      [first, second].forEach((mesh) => mesh.close());
    });
  });

  test('meets a member anew who comes back without its old connection', async () => {
    // Chromium would follow the old connection to a new certificate; other stacks do not.
    const replaced = await page.evaluate(async () => {
      const { a, b } = lab.halves();
      const first = new lab.PeerMesh(a);
      a.meet(b);
      b.meet(a);
      const before = new lab.PeerMesh(b);
      await lab.both(first, before);
      const { peerConnection } = first.links[0];
      before.close();
      const again = new lab.PeerMesh(b);
      await lab.both(first, again);
      const now = first.links[0].peerConnection;
      [first, again].forEach((mesh) => mesh.close());
      return now !== peerConnection && peerConnection.signalingState === 'closed';
    });
    assert.ok(replaced);
  });

  test('gives up in the end, and tries again when asked to', async () => {
    await page.evaluate(async () => {
      let silent = true;
      const { a, b } = lab.halves({ passA: (message) => (silent ? null : message) });
      a.meet(b);
      const first = new lab.PeerMesh(a, { watchMs: 30 });
      const second = new lab.PeerMesh(b);
      b.meet(a);
      const [link] = first.links;
      while (link.state !== 'failed') await new Promise((resolve) => setTimeout(resolve, 10));
      silent = false;
      link.recover();
      await lab.both(first, second);
      [first, second].forEach((mesh) => mesh.close());
    });
  });

  test('closes every connection', async () => {
    const states = await page.evaluate(async () => {
      const { a, b } = lab.halves();
      a.meet(b);
      b.meet(a);
      const meshes = [new lab.PeerMesh(a), new lab.PeerMesh(b)];
      await lab.both(...meshes);
      const connections = meshes.flatMap((mesh) => mesh.links.map((link) => link.peerConnection));
      meshes.forEach((mesh) => mesh.close());
      return connections.map(({ signalingState }) => signalingState);
    });
    assert.deepEqual(states, ['closed', 'closed']);
  });
});
