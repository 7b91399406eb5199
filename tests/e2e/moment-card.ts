import type { CDPSession, Page } from 'playwright-core'
import { until } from './browser.ts'

interface Node {
  nodeId: number
  nodeName: string
  nodeValue: string
  attributes?: string[]
  children?: Node[]
  shadowRoots?: Node[]
}

/** The card in the player: its root is closed to the page and to Playwright, but not to the browser's own tools. */
export function momentCard(tab: Page) {
  let tools: Promise<CDPSession> | null = null
  const session = () => {
    tools ??= tab.context().newCDPSession(tab)
    return tools
  }
  async function root(): Promise<Node | null> {
    const { root } = (await (
      await session()
    ).send('DOM.getDocument', { depth: -1, pierce: true })) as unknown as {
      root: Node
    }
    return find(root, node => node.nodeName === 'OWNWORDS-MOMENT')?.shadowRoots?.[0] ?? null
  }
  const inside = async (is: (node: Node) => boolean) => {
    const top = await root()
    return top && find(top, is)
  }
  async function text(): Promise<string> {
    const card = await inside(node => node.nodeName === 'SECTION')
    return card ? plain(textOf(card)) : ''
  }
  const click = async (what: string, is: (node: Node) => boolean) => {
    const node = await until(`the card shows ${what}`, () => inside(is))
    const { model } = (await (await session()).send('DOM.getBoxModel', { nodeId: node.nodeId })) as {
      model: { content: number[] }
    }
    const [x, y, , , right, bottom] = model.content as [number, number, number, number, number, number]
    await tab.mouse.click((x + right) / 2, (y + bottom) / 2)
  }

  return {
    text,
    says: (words: string | RegExp) =>
      until(`the card says ${words}`, async () => {
        const shown = await text()
        return (typeof words === 'string' ? shown.includes(words) : words.test(shown)) && shown
      }).catch(async error => {
        throw new Error(`${error.message}. It says: ${await text()}`)
      }),
    isGone: () => until('the card is gone', async () => (await root()) === null),
    press: (name: string) => click(name, node => node.nodeName === 'BUTTON' && textOf(node) === name),
    intoNote: () => click('the note', node => node.nodeName === 'INPUT'),
    /** Without clicking: what is read out and what can be reached, by the browser's own tree. */
    async accessible(): Promise<string[]> {
      const { nodes } = (await (await session()).send('Accessibility.getFullAXTree')) as unknown as {
        nodes: { role?: { value: string }; name?: { value: string }; ignored: boolean }[]
      }
      return nodes
        .filter(({ ignored }) => !ignored)
        .map(({ role, name }) => `${role?.value} ${name?.value ?? ''}`.trim())
    },
  }
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
const textOf = (node: Node): string =>
  node.nodeName === '#text'
    ? node.nodeValue
    : (node.children ?? []).map(textOf).join(node.nodeName === 'DIV' ? ' ' : '')

function find(node: Node, is: (node: Node) => boolean): Node | null {
  if (is(node)) return node
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) {
    const found = find(child, is)
    if (found) return found
  }
  return null
}
