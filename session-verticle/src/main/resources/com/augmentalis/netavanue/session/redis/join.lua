-- Takes a device in, or back. ARGV: 6 the device.
local refused = load_session()
if refused then
  return { refused }
end
if session.expiresAtMs <= now then
  return { 'SESSION_ENDED' }
end
local joining = cjson.decode(ARGV[6])
local fingerprint = joining.device.fingerprint
local member = members[fingerprint]
if member then
  local old_epoch, was_connected = tonumber(member.location.epoch), member.connected
  if joining.location.epoch < old_epoch then
    return { 'DEVICE_REPLACED' }
  end
  identify(member, joining)
  if not was_connected then
    emit('PEER_RECONNECTED', { fingerprint = fingerprint, location = member.location })
  elseif joining.location.epoch > old_epoch then
    emit('PEER_MOVED', { fingerprint = fingerprint, location = member.location })
  end
else
  if session.maxPeers >= 0 and redis.call('SCARD', PARTICIPANTS) >= session.maxPeers then
    return { 'SESSION_FULL' }
  end
  member = add_member(joining)
  emit('PARTICIPANT_JOINED', { participant = wire(member) })
end
elect()
note_row(member, nil)
commit()
return answer()
