import { lauxlib, lua, lualib, to_luastring as text } from 'fengari';

/** Result of a health script. */
export interface Health {
  readonly status: string;
  readonly message: string | undefined;
}

type State = ReturnType<typeof lauxlib.luaL_newstate>;

/**
 * Runs a health script on an object as Argo CD does: with Lua's base library and its libraries for
 * tables and packages, and `os` behind a `require` (argo-cd 3.5.4 `util/lua/lua.go`; 2026-11).
 */
export function runHealthScript(script: string, object: unknown): Health {
  const state = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(state, text('_G'), lualib.luaopen_base, true);
  lauxlib.luaL_requiref(state, text('package'), lualib.luaopen_package, true);
  lauxlib.luaL_requiref(state, text('table'), lualib.luaopen_table, true);
  lauxlib.luaL_requiref(state, text('os'), lualib.luaopen_os, false);
  push(state, object);
  lua.lua_setglobal(state, text('obj'));
  // Argo CD runs Lua 5.1, where `unpack` is a global function.
  run(state, 'unpack = table.unpack');
  run(state, script);
  const field = (name: string) => {
    lua.lua_getfield(state, -1, text(name));
    const value = lua.lua_type(state, -1) === lua.LUA_TNIL ? undefined : lua.lua_tojsstring(state, -1);
    lua.lua_pop(state, 1);
    return value;
  };
  if (lua.lua_type(state, -1) !== lua.LUA_TTABLE) throw new Error('the script does not return a table');
  return { status: field('status') ?? '', message: field('message') };
}

function run(state: State, script: string): void {
  const loaded = lauxlib.luaL_loadstring(state, text(script));
  if (loaded !== lua.LUA_OK || lua.lua_pcall(state, 0, 1, 0) !== lua.LUA_OK)
    throw new Error(lua.lua_tojsstring(state, -1));
}

/** Pushes a JSON value. Lua's lists start at 1. */
function push(state: State, value: unknown): void {
  if (value === null || value === undefined) lua.lua_pushnil(state);
  else if (typeof value === 'boolean') lua.lua_pushboolean(state, value);
  else if (typeof value === 'number') lua.lua_pushnumber(state, value);
  else if (typeof value === 'string') lua.lua_pushstring(state, text(value));
  else if (Array.isArray(value)) {
    lua.lua_createtable(state, value.length, 0);
    value.forEach((item, index) => {
      push(state, item);
      lua.lua_seti(state, -2, index + 1);
    });
  } else {
    lua.lua_createtable(state, 0, Object.keys(value).length);
    for (const [key, item] of Object.entries(value)) {
      push(state, item);
      lua.lua_setfield(state, -2, text(key));
    }
  }
}
