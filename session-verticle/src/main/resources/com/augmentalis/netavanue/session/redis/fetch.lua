-- Reads a session as it stands.
local refused = load_session()
if refused then
  return { refused }
end
return answer()
