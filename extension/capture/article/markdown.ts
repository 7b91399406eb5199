import type { Block, Run } from './blocks.ts'

/** The chosen blocks as Markdown (CommonMark with pipe tables). Links are kept where they lead to the web. */
export function markdownOf(blocks: Block[], base: string): string {
  let markdown = ''
  let before: Block | null = null
  for (const block of blocks) {
    const lines = linesOf(block, base).split('\n')
    const text = block.quoted ? lines.map(line => `> ${line}`).join('\n') : lines.join('\n')
    if (before) markdown += isTight(before, block) ? '\n' : '\n\n'
    markdown += text
    before = block
  }
  return markdown
}

const isTight = (before: Block, block: Block): boolean =>
  (before.kind === 'item' && block.kind === 'item') ||
  (before.kind === 'row' && block.kind === 'row' && !block.first)

function linesOf(block: Block, base: string): string {
  const { kind, text, level, number } = block
  if (kind === 'code') {
    const fence = '`'.repeat(Math.max(3, longestTicks(text) + 1))
    return `${fence}\n${text}\n${fence}`
  }
  if (kind === 'row') {
    const row = `| ${text.replace(/\n/g, ' ')} |`
    return block.first ? `${row}\n|${' --- |'.repeat(text.split(' | ').length)}` : row
  }
  const inline = block.runs.map(run => inlineOf(run, kind === 'heading', base)).join('')
  if (kind === 'heading') return `${'#'.repeat(level)} ${inline.replace(/\n/g, ' ')}`
  if (kind === 'item') {
    const indent = '  '.repeat(Math.max(0, level - 1))
    return `${indent}${number === null ? '-' : `${number}.`} ${inline.replace(/\n/g, `\n${indent}  `)}`
  }
  return inline.replace(/\n/g, '  \n')
}

function inlineOf(run: Run, plain: boolean, base: string): string {
  const [, before = '', inside = '', after = ''] = run.text.match(/^(\s*)([\s\S]*?)(\s*)$/) ?? []
  if (!inside) return run.text
  let text = run.code ? codeOf(inside) : escaped(inside)
  if (!plain && run.bold && !run.code) text = `**${text}**`
  if (!plain && run.italic && !run.code) text = `*${text}*`
  const target = run.href === null ? null : webAddress(run.href, base)
  if (target) text = `[${text}](${target})`
  return before + text + after
}

const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>]/g, '\\$&').replace(/^(#{1,6}\s|[-+]\s|\d+[.)]\s)/, '\\$1')

function codeOf(text: string): string {
  const ticks = '`'.repeat(longestTicks(text) + 1)
  return `${ticks}${text}${ticks}`
}

const longestTicks = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, ticks) => Math.max(longest, ticks.length), 0)

/** A link of a page is hostile until it is a plain address of the web. */
function webAddress(href: string, base: string): string | null {
  if (!URL.canParse(href, base)) return null
  const url = new URL(href, base)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const here = new URL(base)
  if (url.hash && url.origin + url.pathname + url.search === here.origin + here.pathname + here.search)
    return null
  return url.href
    .replace(/[()<>]/g, encodeURIComponent)
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29')
}
