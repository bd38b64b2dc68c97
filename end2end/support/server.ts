/** A plain static host, such as a reader meets: it knows files and nothing else. */
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};

/** Folders by the paths that they are found under: `/` or `/some/path/`. */
export type Mounts = Record<string, string>;

/** What a host may do beyond handing out files. */
export interface Manner {
  /** Sends text and wasm with Brotli, as common hosts do. */
  compresses?: boolean;
}

export class Server {
  /** The paths that were asked for, in order. */
  readonly requests: string[] = [];
  private http: HttpServer | undefined;
  private port = 0;
  private readonly compressed = new Map<string, Buffer>();

  private constructor(
    private readonly mounts: Mounts,
    private readonly manner: Manner,
  ) {}

  /** A server at a free port of this machine. */
  static async start(mounts: Mounts, manner: Manner = {}): Promise<Server> {
    const server = new Server(mounts, manner);
    await server.start();
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The address of a path. */
  url(path = '/'): string {
    return this.origin + path;
  }

  /** Comes back at the same address. */
  async start(): Promise<void> {
    const http = createServer((request, response) => void this.answer(request, response));
    this.http = http;
    await new Promise<void>((started, failed) => {
      http.once('error', failed);
      http.listen(this.port, '127.0.0.1', started);
    });
    this.port = (http.address() as AddressInfo).port;
  }

  /** Goes away: from now on connections are refused, as with the network off. */
  async stop(): Promise<void> {
    const http = this.http;
    this.http = undefined;
    http?.closeAllConnections();
    await new Promise<void>((stopped) => (http ? http.close(() => stopped()) : stopped()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', this.origin).pathname);
    this.requests.push(path);
    // The longest mount wins: one site may lie below another.
    const mount = Object.keys(this.mounts)
      .filter((prefix) => path.startsWith(prefix))
      .sort((a, b) => b.length - a.length)[0];
    if (mount === undefined) return this.send(response, 404, '.html', Buffer.from('nothing here'));
    const folder = this.mounts[mount]!;
    const file = join(folder, normalize(`/${path.slice(mount.length)}`), path.endsWith('/') ? 'index.html' : '');
    const accepts = this.manner.compresses && String(request.headers['accept-encoding']).includes('br');
    try {
      const content = await readFile(file);
      if (accepts && extname(file) !== '.bin') return this.sendCompressed(response, file, content);
      this.send(response, 200, extname(file), content);
    } catch {
      const missing = await readFile(join(folder, '404.html')).catch(() => Buffer.from('not found'));
      this.send(response, 404, '.html', missing);
    }
  }

  private sendCompressed(response: ServerResponse, file: string, content: Buffer): void {
    let compressed = this.compressed.get(file);
    if (!compressed) {
      compressed = brotliCompressSync(content);
      this.compressed.set(file, compressed);
    }
    response.setHeader('content-encoding', 'br');
    this.send(response, 200, extname(file), compressed);
  }

  private send(response: ServerResponse, status: number, extension: string, content: Buffer): void {
    response.writeHead(status, {
      'content-type': TYPES[extension] ?? 'application/octet-stream',
      'content-length': content.length,
      'cache-control': 'no-cache',
    });
    response.end(content);
  }
}
