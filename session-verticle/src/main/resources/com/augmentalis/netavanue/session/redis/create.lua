-- Makes a session. ARGV: 6 the record without what this script fills in, 7 the host.
if redis.call('EXISTS', SESSION) == 1 then
  return { 'EXISTS' }
end
session = cjson.decode(ARGV[6])
session.version = 0
session.state = 'active'
session.hubDeviceId = ''
session.joinSequence = 0
session.hubMigrationCount = 0
emit('SESSION_CREATED',
  { hostFingerprint = session.hostDeviceId, sessionType = session.sessionType })
local host = add_member(cjson.decode(ARGV[7]))
elect()
note_row(host, nil)
commit()
return answer()
