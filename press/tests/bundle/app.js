export default function start() { return fetch(new URL('app_bg.wasm', import.meta.url)); }
