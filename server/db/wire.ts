import { Duplex } from 'node:stream'
import type { Worker } from 'node:worker_threads'

export type ToEngine = Uint8Array | 'close'
export type FromEngine = Uint8Array | 'ready'

const TERMINATE = 0x58 // 'X'

/** A socket for postgres.js whose other end is the engine: it carries whole frontend messages to it, one at a time. */
export function wire(worker: Worker): Duplex {
  let waiting: Buffer = Buffer.alloc(0)
  const receive = (output: FromEngine) => {
    if (output !== 'ready') socket.push(Buffer.from(output.buffer, output.byteOffset, output.byteLength))
  }
  const broke = () => socket.destroy(new Error('the embedded database stopped'))
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
      for (let size = messageSize(waiting); size > 0 && waiting.length >= size; size = messageSize(waiting)) {
        // Copied, because the thread is given the memory and postgres.js writes its next messages into the same.
        const message = new Uint8Array(waiting.subarray(0, size))
        waiting = waiting.subarray(size)
        // The engine has one session for its whole life: ending the connection is not ending the session.
        if (message[0] === TERMINATE) {
          socket.destroy()
          break
        }
        worker.postMessage(message satisfies ToEngine, [message.buffer])
      }
      done()
    },
    destroy(error, done) {
      worker.off('message', receive)
      worker.off('exit', broke)
      done(error)
    },
  })
  worker.on('message', receive)
  worker.on('exit', broke)
  // What postgres.js looks at on a net.Socket.
  return Object.assign(socket, { readyState: 'open', ref() {}, unref() {} })
}

/**
 * Bytes of the first message, or 0 while too few bytes are there to tell. A startup message is int32 size (itself
 * included) and has no type; every other is a type byte, then int32 size without it.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function messageSize(bytes: Buffer): number {
  if (bytes.length < 5) return 0
  return bytes[0] === 0 ? bytes.readInt32BE(0) : 1 + bytes.readInt32BE(1)
}
