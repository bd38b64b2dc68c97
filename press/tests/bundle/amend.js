export default function start() { return fetch(new URL('amend_bg.wasm', import.meta.url)); }
