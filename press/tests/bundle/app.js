export default function start() { return fetch(new URL('app_bg.wasm', import.meta.url)); }
export function notes() { return fetch(new URL('app_notes.wasm', import.meta.url)); }
