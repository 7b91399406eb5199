import { Agent, request } from 'node:http'
import { newId } from '../../core/contract/id.ts'
import { seededRandom } from '../support/random.ts'
import { clipJson, type LoadPage, loadPages, loadQuestions } from './load-texts.ts'

// The panels of `npm run bench:load`, in a process of their own: what they cost must not be taken for the server's. Each
// request has its time before it is known how the server fares, and its answer is measured from then on: a server that
// falls behind cannot make the load lighter.

/** An account with its project and open script, as a panel has them. */
export interface LoadPanel {
  token: string
  projectId: string
  branchId: string
}

export type Order =
  | { do: 'open'; address: string; panels: LoadPanel[] }
  | { do: 'seed'; sources: number }
  | { do: 'load'; clips: number; searches: number; seconds: number }
  | { do: 'verify' }

export interface Measured {
  /** Milliseconds from each request's time to the end of its answer; Infinity for what was not answered well. */
  clipMs: number[]
  searchMs: number[]
  failures: Record<string, number>
  /** Streams that were open the whole time. */
  streams: number
}

export interface Verified {
  acknowledged: number
  /** Of those: not there, with other words, not read, or, of one that each panel asks for, not found by its words. */
  lost: number
}

/** More would only wait in the kernel: browsers keep their requests to themselves as well. */
const SOCKETS = 512
const keepAlive = new Agent({ keepAlive: true, maxSockets: SOCKETS, scheduling: 'lifo' })
const held = new Agent({ keepAlive: true })

let address = new URL('http://127.0.0.1')
let panels: LoadPanel[] = []
let pages: LoadPage[] = []
let questions: string[] = []
const random = seededRandom(9)
/** What the server said that it has: the hash by source, a map for each panel. */
let acknowledged: Map<string, string>[] = []
let opened = 0
let cut = 0

process.on('message', async (order: Order) => {
  try {
    process.send!({ ok: await obey(order) })
  } catch (error) {
    process.send!({ failed: String(error instanceof Error ? error.stack : error) })
  }
})

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'open':
      address = new URL(order.address)
      panels = order.panels
      acknowledged = panels.map(() => new Map())
      pages = await loadPages(300, 3)
      questions = await loadQuestions(2_000, 4)
      for (let at = 0; at < panels.length; at += 50)
        await Promise.all(panels.slice(at, at + 50).map(openStream))
      return opened
    case 'seed':
      return seed(order.sources)
    case 'load':
      return load(order)
    case 'verify':
      return verify()
  }
}

/** The stream of the panel's script, which it holds for as long as it shows the script. */
function openStream({ token, branchId }: LoadPanel): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...target(`/branches/${branchId}/changes/stream`),
      agent: held,
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    })
    asked.once('error', reject)
    asked.once('response', response => {
      if (response.statusCode !== 200) return reject(new Error(`A stream answered ${response.statusCode}`))
      opened++
      response.once('close', () => cut++)
      response.resume()
      resolve()
    })
    asked.end()
  })
}

/** Gives each panel some sources, eight requests at a time. */
async function seed(sources: number): Promise<void> {
  const waiting = Array.from({ length: sources * panels.length }, (_, at) => at % panels.length)
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
        const { status } = await clip(at)
        if (status !== 201) throw new Error(`A clip before the load answered ${status}`)
      }
    }),
  )
}

async function load({ clips, searches, seconds }: Extract<Order, { do: 'load' }>): Promise<Measured> {
  const measured: Measured = { clipMs: [], searchMs: [], failures: {}, streams: 0 }
  const [openBefore, cutBefore] = [opened, cut]
  const going: Promise<void>[] = []
  const begin = (due: number, into: number[], ask: () => Promise<{ status: number }>, well: number) =>
    going.push(
      ask()
        .then(({ status }) => (status === well ? null : String(status)))
        .catch(error => (error as NodeJS.ErrnoException).code ?? String(error))
        .then(failure => {
          into.push(failure === null ? performance.now() - due : Number.POSITIVE_INFINITY)
          if (failure !== null) measured.failures[failure] = (measured.failures[failure] ?? 0) + 1
        }),
    )
  const anyPanel = () => Math.floor(random() * panels.length)
  const begun = performance.now()
  await Promise.all([
    arrivals(begun, clips, seconds, due => begin(due, measured.clipMs, () => clip(anyPanel()), 201)),
    arrivals(begun, searches, seconds, due => begin(due, measured.searchMs, () => search(anyPanel()), 200)),
  ])
  await Promise.all(going)
  measured.streams = openBefore - cutBefore - (cut - cutBefore)
  return measured
}

/** Calls `begin` for each arrival of a Poisson process, as requests of people who know nothing of each other come. */
async function arrivals(begun: number, perSecond: number, seconds: number, begin: (due: number) => void) {
  const end = begun + seconds * 1_000
  let due = begun
  for (;;) {
    due += (-Math.log(1 - random()) * 1_000) / perSecond
    if (due >= end) return
    const wait = due - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    begin(due)
  }
}

async function clip(at: number): Promise<{ status: number }> {
  const { token, projectId } = panels[at]!
  const page = pages[Math.floor(random() * pages.length)]!
  const id = newId()
  const answer = await ask('PUT', `/sources/${id}`, token, clipJson(page, { id, projectId }))
  if (answer.status === 201) acknowledged[at]!.set(id, page.hash)
  return answer
}

function search(at: number): Promise<{ status: number }> {
  const { token, projectId } = panels[at]!
  const query = questions[Math.floor(random() * questions.length)]!
  return ask('POST', '/search', token, JSON.stringify({ query, scope: { in: 'project', projectId } }))
}

/** Asks for what each panel would see, when nothing is read any more. */
async function verify(): Promise<Verified> {
  const verified: Verified = { acknowledged: 0, lost: 0 }
  for (const [at, { token, projectId }] of panels.entries()) {
    const { body } = await ask('GET', `/projects/${projectId}/sources`, token, null)
    const { sources } = JSON.parse(body) as {
      sources: { id: string; contentHash: string; state: string; passages: number }[]
    }
    const found = new Map(sources.map(source => [source.id, source]))
    for (const [id, hash] of acknowledged[at]!) {
      const source = found.get(id)
      verified.acknowledged++
      if (source?.contentHash !== hash || source.state !== 'ready' || source.passages === 0) verified.lost++
    }
    const last = [...acknowledged[at]!.values()].at(-1)
    if (last && !(await isFound(at, last))) verified.lost++
  }
  return verified
}

/** Whether a search for the first words of a page brings a source that is that page. */
async function isFound(at: number, hash: string): Promise<boolean> {
  const { token, projectId } = panels[at]!
  const query = `"${pages.find(page => page.hash === hash)!.phrase}"`
  const { body } = await ask(
    'POST',
    '/search',
    token,
    JSON.stringify({ query, scope: { in: 'project', projectId } }),
  )
  const { hits } = JSON.parse(body) as { hits: { place: { sourceId: string } }[] }
  return hits.some(({ place }) => acknowledged[at]!.get(place.sourceId) === hash)
}

const target = (path: string) => ({ host: address.hostname, port: address.port, path })

function ask(
  method: string,
  path: string,
  token: string,
  body: string | null,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...target(path),
      method,
      agent: keepAlive,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== null && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
      },
    })
    asked.once('error', reject)
    asked.once('response', response => {
      const parts: Buffer[] = []
      response.on('data', part => parts.push(part))
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode!, body: Buffer.concat(parts).toString() }),
      )
    })
    asked.end(body)
  })
}
