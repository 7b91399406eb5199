/** Our own few pictograms on a 16 × 16 grid, drawn with one pen. Always beside a word or under a label. */
const strokes = {
  arrow: 'M6.5 3.5H12.5V9.5M12.2 3.8 4 12',
  back: 'M7 3.5 2.8 8 7 12.5M3 8h10.2',
  brief: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2',
  check: 'm3.2 8.6 3 3 6.6-7.2',
  chevron: 'm4.5 6.3 3.5 3.5 3.5-3.5',
  clip: 'M3.2 10.8 9.5 4.5l2.4 2.4-6.3 6.3H3.2zM8.2 5.8l2.4 2.4M9 13.2h4',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  cross: 'm4.5 4.5 7 7M11.5 4.5l-7 7',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  file: 'M8 11V3.2M4.8 6.3 8 3l3.2 3.3M3 10v3.2h10V10',
  gear: 'M2.5 5h5M11 5h2.5M2.5 11H5M8.5 11h5M9.2 3.3v3.4M6.8 9.3v3.4',
  moment: 'M8 2.500v11M4.800 5.500h-2v5h2M11.200 5.500h2v5h-2',
  next: 'M9 3.500 13.200 8 9 12.500M13 8H2.800',
  pen: 'm3 13 .7-3L10.8 3l2.2 2.2L6 12.3z',
  play: 'M5.5 3.8v8.4l6.6-4.2z',
  plus: 'M8 3v10M3 8h10',
  read: 'M8 4.2C6.6 3.2 4.8 3 2.5 3v9c2.3 0 4.1.2 5.5 1.200C9.4 12.2 11.2 12 13.5 12V3C11.2 3 9.4 3.2 8 4.200zM8 4.200v9',
  retry: 'M12.8 8A4.8 4.8 0 1 1 11 4.300M11.3 1.800v2.700H8.6',
  stop: 'M4.5 4.500h7v7h-7z',
  trash: 'M3 4.500h10M6.3 4.300V2.800h3.400v1.500M4.5 4.500l.6 8.700h5.800l.6-8.7',
  voice: 'M2.5 6.500v3M5.300 4v8M8 2v12M10.700 5v6M13.500 6.800v2.400',
  warn: 'M8 2.8 14 13H2zM8 6.500v3M8 11.300v.01',
} as const

export type IconName = keyof typeof strokes

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon--${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  )
}
