import { limits } from '../../../core/contract/limits.ts'
import type { Block } from './blocks.ts'
import type { Run } from './runs.ts'

/**
 * The chosen blocks as Markdown: CommonMark with pipe tables and TeX between dollar signs. Links are kept where they
 * lead to the web. What a page writes is text here, never markup.
 * @param base by which relative links are read
 * @param here the page's own address: links within it lead nowhere once the page is left
 */
export function markdownOf(blocks: Block[], base: string, here = base): string {
  let markdown = ''
  let before: Block | null = null
  let columns = 0
  for (const [at, block] of blocks.entries()) {
    const opensTable = block.kind === 'row' && (before?.kind !== 'row' || block.first)
    if (opensTable) columns = widthOf(blocks, at)
    const lines = linesOf(block, opensTable, columns, { base, here }).split('\n')
    const text = block.quoted ? lines.map(line => `> ${line}`).join('\n') : lines.join('\n')
    if (before) markdown += isTight(before, block) ? '\n' : '\n\n'
    markdown += text
    before = block
  }
  return markdown
}

interface Where {
  base: string
  here: string
}

const isTight = (before: Block, block: Block): boolean =>
  (before.kind === 'item' && block.kind === 'item') ||
  (before.kind === 'row' && block.kind === 'row' && !block.first)

/** As many columns as the table's widest row has: a row with more would lose them in most readers. */
function widthOf(blocks: Block[], first: number): number {
  let width = 0
  for (let at = first; blocks[at]?.kind === 'row'; at++) {
    const row = blocks[at]!
    if (row.first && at !== first) break
    width = Math.max(width, row.cells?.length ?? 0)
  }
  return width
}

function linesOf(block: Block, opensTable: boolean, columns: number, where: Where): string {
  const { kind, text, level, number, image } = block
  if (image)
    return `![${escaped(image.alt || image.caption || '').replace(/\n/g, ' ')}](${inLink(image.src)})`
  if (kind === 'code') {
    const fence = '`'.repeat(Math.max(3, longestTicks(text) + 1))
    return `${fence}${block.language ?? ''}\n${text}\n${fence}`
  }
  if (kind === 'row') {
    const cells = (block.cells ?? []).map(cell =>
      inline(cell, where).replace(/\n/g, ' ').replaceAll('|', '\\|'),
    )
    while (cells.length < columns) cells.push('')
    const row = `| ${cells.join(' | ')} |`
    return opensTable ? `${row}\n|${' --- |'.repeat(cells.length)}` : row
  }
  const words = inline(block.runs, where, kind === 'heading')
  if (kind === 'heading') return `${'#'.repeat(level)} ${words.replace(/\n/g, ' ')}`
  if (kind === 'item') {
    const indent = '  '.repeat(Math.max(0, level - 1))
    return `${indent}${number === null ? '-' : `${number}.`} ${guarded(words).replace(/\n/g, `\n${indent}  `)}`
  }
  return guarded(words).replace(/\n/g, '  \n')
}

/** Neighbours in the same dress are dressed once: two pairs of stars side by side would mean something else. */
function inline(runs: Run[], where: Where, plain = false): string {
  let markdown = ''
  let before: (Run & { target: string | null }) | null = null
  for (const run of runs) {
    const target = run.href === null ? null : webAddress(run.href, where)
    if (before && !run.tex && !before.tex && before.target === target && isAlike(before, run))
      before.text += run.text
    else {
      if (before) markdown += dressed(before, plain)
      before = { ...run, target }
    }
  }
  return before ? markdown + dressed(before, plain) : markdown
}

const isAlike = (one: Run, other: Run): boolean =>
  one.bold === other.bold &&
  one.italic === other.italic &&
  one.code === other.code &&
  other.text !== '\n' &&
  one.text !== '\n'

function dressed(run: Run & { target: string | null }, plain: boolean): string {
  if (run.tex) return run.text
  const [, before = '', inside = '', after = ''] = run.text.match(/^(\s*)([\s\S]*?)(\s*)$/) ?? []
  if (!inside) return run.text
  let text = run.code ? codeOf(inside) : escaped(inside)
  if (!plain && run.bold && !run.code) text = `**${text}**`
  if (!plain && run.italic && !run.code) text = `*${text}*`
  if (run.target) text = `[${text}](${run.target})`
  return before + text + after
}

const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>$]/g, '\\$&').replace(/&(?=#?\w{1,32};)/g, '\\&')

/** A line that begins as a heading, a list, a rule or a fence would, and is none. */
const guarded = (markdown: string): string =>
  markdown
    .replace(/^([ \t]*)(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|-{2,}\s*$|=+\s*$|~~~|\|)/gm, '$1\\')
    .replace(/^([ \t]*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2')

function codeOf(text: string): string {
  const ticks = '`'.repeat(longestTicks(text) + 1)
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${ticks}${space}${text}${space}${ticks}`
}

const longestTicks = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((longest, ticks) => Math.max(longest, ticks.length), 0)

/** A link of a page is hostile until it is a plain address of the web. */
function webAddress(href: string, { base, here: own }: Where): string | null {
  if (href.length > limits.urlChars || !URL.canParse(href, base)) return null
  const url = new URL(href, base)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const here = new URL(own)
  if (url.hash && url.origin + url.pathname + url.search === here.origin + here.pathname + here.search)
    return null
  return inLink(url.href)
}

const inLink = (address: string): string =>
  address
    .replace(/[()<>\\]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/\s/g, '%20')
