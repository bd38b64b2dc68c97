export default function start() { return fetch(new URL('worker_bg.wasm', import.meta.url)); }
