-- Begins a participant's grace. ARGV: 6 fingerprint, 7 epoch of the socket that is gone, 8 when the
-- grace ends (ms), 9 its length in whole seconds. Whatever is not this very socket is STALE.
if load_session() then
  return { 'STALE' }
end
local member = members[ARGV[6]]
if not member or not member.connected or member.location.epoch ~= ARGV[7] then
  return { 'STALE' }
end
member.connected = false
member.graceUntil = tonumber(ARGV[8])
changed[member.fingerprint] = true
emit('PEER_DISCONNECTED',
  { fingerprint = member.fingerprint, graceSeconds = tonumber(ARGV[9]) })
commit()
return answer()
