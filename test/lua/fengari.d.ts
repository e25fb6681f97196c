/** The part of fengari that the tests use: Lua 5.3 in JavaScript, with the C API of Lua. */
declare module 'fengari' {
  type State = { readonly luaState: unique symbol };
  type Text = Uint8Array;
  type Library = (state: State) => number;

  export const lua: {
    readonly LUA_OK: number;
    readonly LUA_TNIL: number;
    readonly LUA_TBOOLEAN: number;
    readonly LUA_TNUMBER: number;
    readonly LUA_TSTRING: number;
    readonly LUA_TTABLE: number;
    lua_createtable(state: State, items: number, fields: number): void;
    lua_getfield(state: State, index: number, name: Text): number;
    lua_getglobal(state: State, name: Text): number;
    lua_pcall(state: State, values: number, results: number, handler: number): number;
    lua_pop(state: State, count: number): void;
    lua_pushboolean(state: State, value: boolean): void;
    lua_pushnil(state: State): void;
    lua_pushnumber(state: State, value: number): void;
    lua_pushstring(state: State, value: Text): void;
    lua_seti(state: State, index: number, key: number): void;
    lua_setfield(state: State, index: number, name: Text): void;
    lua_setglobal(state: State, name: Text): void;
    lua_tojsstring(state: State, index: number): string;
    lua_type(state: State, index: number): number;
  };
  export const lauxlib: {
    luaL_loadstring(state: State, script: Text): number;
    luaL_newstate(): State;
    luaL_requiref(state: State, name: Text, library: Library, isGlobal: boolean): void;
  };
  export const lualib: {
    luaopen_base: Library;
    luaopen_os: Library;
    luaopen_package: Library;
    luaopen_table: Library;
  };
  export function to_luastring(text: string): Text;
}
