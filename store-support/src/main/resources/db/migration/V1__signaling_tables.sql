-- The signaling schema: devices, pairings, session history and licences.

-- Accounts belong to another system. Only what the foreign keys below need is kept here; where that
-- system shares the database, its own table of this name is used as it is.
CREATE TABLE IF NOT EXISTS users (
    id UUID PRIMARY KEY
);

CREATE TABLE device_fingerprints (
    id                UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id           UUID REFERENCES users (id) ON DELETE SET NULL, -- null for an unregistered guest
    fingerprint       VARCHAR(64) NOT NULL UNIQUE,                   -- its unique index serves every lookup
    public_key        TEXT NOT NULL,                                 -- as the device sent it; pinned by the first registration
    device_name       VARCHAR(100) NOT NULL,
    platform          VARCHAR(20) NOT NULL,
    device_type       VARCHAR(20) NOT NULL,
    last_capabilities JSONB,
    last_seen         TIMESTAMPTZ NOT NULL DEFAULT now(),
    is_blocked        BOOLEAN NOT NULL DEFAULT FALSE,
    CONSTRAINT device_fingerprints_platform_known
        CHECK (platform IN ('ANDROID', 'IOS', 'DESKTOP', 'WEB')),
    CONSTRAINT device_fingerprints_type_known
        CHECK (device_type IN ('PHONE', 'TABLET', 'DESKTOP', 'GLASSES', 'TV'))
)
-- Every connection updates its device's row. Room in each page lets PostgreSQL put the new row
-- version beside the old one without touching any index (a HOT update).
WITH (fillfactor = 80);

CREATE INDEX device_fingerprints_user_id ON device_fingerprints (user_id);
CREATE INDEX device_fingerprints_platform ON device_fingerprints (platform);

CREATE TABLE device_pairings (
    id            UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    device_a_id   UUID NOT NULL REFERENCES device_fingerprints (id) ON DELETE CASCADE,
    device_b_id   UUID NOT NULL REFERENCES device_fingerprints (id) ON DELETE CASCADE,
    shared_secret VARCHAR(64) NOT NULL, -- 256 bits in hex
    status        VARCHAR(20) NOT NULL DEFAULT 'active',
    initiated_by  UUID NOT NULL,        -- one of the two devices
    created_at    TIMESTAMPTZ NOT NULL DEFAULT now(),
    -- A pair has one row. The lower id stands first, so that (a, b) and (b, a) cannot both be there.
    CONSTRAINT device_pairings_pair UNIQUE (device_a_id, device_b_id),
    CONSTRAINT device_pairings_ordered CHECK (device_a_id < device_b_id),
    CONSTRAINT device_pairings_initiator CHECK (initiated_by IN (device_a_id, device_b_id)),
    CONSTRAINT device_pairings_status_known CHECK (status IN ('active', 'revoked'))
);

-- The unique constraint's index finds a device as the first of a pair; this one as the second.
CREATE INDEX device_pairings_device_b_id ON device_pairings (device_b_id);

CREATE TABLE session_history (
    id                  UUID PRIMARY KEY, -- the session's own id, also in its Redis keys
    session_type        VARCHAR(20) NOT NULL,
    host_device_id      UUID NOT NULL REFERENCES device_fingerprints (id),
    host_user_id        UUID REFERENCES users (id) ON DELETE SET NULL,
    license_tier        VARCHAR(20) NOT NULL,
    end_reason          VARCHAR(20), -- null while the session runs
    participant_count   INT NOT NULL DEFAULT 0,
    hub_migration_count INT NOT NULL DEFAULT 0,
    total_bytes_relayed BIGINT NOT NULL DEFAULT 0,
    avg_latency_ms      FLOAT,
    started_at          TIMESTAMPTZ NOT NULL,
    ended_at            TIMESTAMPTZ,
    duration_seconds    INT,
    -- The session's version that this row tells of. A write applies only when it brings a newer one,
    -- so writes may be repeated and may arrive out of order.
    version             BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT session_history_type_known
        CHECK (session_type IN ('CALL', 'CAST', 'FILE_TRANSFER', 'SCREEN_SHARE')),
    CONSTRAINT session_history_tier_known
        CHECK (license_tier IN ('FREE', 'PRO', 'BUSINESS', 'ENTERPRISE')),
    CONSTRAINT session_history_reason_known
        CHECK (end_reason IN ('HOST_LEFT', 'TIMEOUT', 'ERROR', 'COMPLETED'))
);

CREATE INDEX session_history_host_user_id ON session_history (host_user_id);
CREATE INDEX session_history_started_at ON session_history (started_at);
CREATE INDEX session_history_host_device_id ON session_history (host_device_id);

CREATE TABLE session_participants (
    session_id       UUID NOT NULL REFERENCES session_history (id) ON DELETE CASCADE,
    device_id        UUID NOT NULL REFERENCES device_fingerprints (id),
    role             VARCHAR(20) NOT NULL,
    is_licensed      BOOLEAN NOT NULL DEFAULT FALSE, -- true for the host
    capability_score INT NOT NULL DEFAULT 0,         -- at the time of joining
    joined_at        TIMESTAMPTZ NOT NULL,
    left_at          TIMESTAMPTZ,
    -- A device that leaves and comes back has one row for each stay.
    PRIMARY KEY (session_id, device_id, joined_at),
    CONSTRAINT session_participants_role_known CHECK (role IN ('HOST', 'HUB', 'SPOKE', 'GUEST'))
);

CREATE INDEX session_participants_device_id ON session_participants (device_id);

-- Licences for the time when no licensing service answers. The token itself is never stored: whoever
-- reads this table cannot use what stands in it.
CREATE TABLE licenses (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    token_hash VARCHAR(64) NOT NULL UNIQUE, -- SHA-256 of the token's UTF-8 bytes, lower-case hex
    tier       VARCHAR(20) NOT NULL,        -- a tier of either naming, see LicenseTier.ofName
    status     VARCHAR(20) NOT NULL DEFAULT 'active',
    holder     VARCHAR(200),                -- for people; who it was issued to
    expires_at TIMESTAMPTZ,                 -- null: does not expire
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    CONSTRAINT licenses_token_hash_form CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT licenses_tier_known CHECK (tier IN
        ('FREE', 'PRO', 'BUSINESS', 'ENTERPRISE', 'TRIAL', 'STANDARD', 'PROFESSIONAL', 'CUSTOM')),
    CONSTRAINT licenses_status_known CHECK (status IN ('active', 'suspended', 'revoked'))
);
