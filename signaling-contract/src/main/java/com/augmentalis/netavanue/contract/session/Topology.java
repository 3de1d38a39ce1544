package com.augmentalis.netavanue.contract.session;

/** How the participants of a session connect: through the hub, or each to each. */
public enum Topology {
  STAR,
  MESH
}
