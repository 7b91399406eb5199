import { fileURLToPath } from 'node:url'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { servePdfs } from '../../extension/capture/pdf/pdf-worker.ts'
import type { PdfReader } from '../../extension/capture/pdf/read-by-worker.ts'

const PDF_THREAD = 'ownwords.pdf'

/** The reader of PDFs in a thread of Node, where the browser has a dedicated worker. This file is its own script. */
export function pdfThread(): PdfReader & { ended: Promise<unknown> } {
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: PDF_THREAD })
  const reader: PdfReader & { ended: Promise<unknown> } = {
    onmessage: null,
    onerror: null,
    postMessage: (order, transfer) => thread.postMessage(order, transfer as ArrayBuffer[]),
    terminate: () => void thread.terminate(),
    ended: new Promise(resolve => thread.once('exit', resolve)),
  }
  thread.on('message', data => reader.onmessage?.({ data } as MessageEvent))
  thread.on('error', error => reader.onerror?.(error as unknown as ErrorEvent))
  return reader
}

const port = parentPort
if (port && workerData === PDF_THREAD) {
  // A browser's worker says so in its console and goes on.
  process.on('unhandledRejection', () => {})
  servePdfs({
    addEventListener: (type, heard) => {
      if (type === 'message') port.on('message', data => heard({ data } as MessageEvent))
    },
    postMessage: word => port.postMessage(word),
  })
}
