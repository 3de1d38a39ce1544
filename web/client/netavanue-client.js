/**
 * NetAvanue's client for browsers: signaling, sessions, and WebRTC data channels between their
 * members. See README.md beside this file.
 *
 * @module netavanue-client
 */
export { connect, SignalingConnection } from './signaling-connection.js';
export { SignalingError } from './errors.js';
export { Session } from './session.js';
export { PeerMesh } from './peer-mesh.js';
export { PeerLink } from './peer-link.js';
export { FileLane } from './file-lane.js';
export { Identity, loadIdentity, loadTabIdentity } from './identity.js';
export {
  detectCapabilities,
  detectDeviceName,
  detectDeviceType,
  scoreOf,
} from './capabilities.js';
