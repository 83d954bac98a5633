/** The one style sheet of all pages. */
export const pageStyle =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'h1,h2,h3{line-height:1.2}h2{margin-top:2.5rem}.version{color:#555}' +
  'table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border:1px solid #ccc;padding:.35rem .5rem;text-align:left;vertical-align:top}' +
  'th{background:#f4f4f4}img{max-width:100%}';

/** Its hash, by which the content security policy allows it and no other; a test recomputes it. */
export const pageStyleHash = 'sha256-wjsjnsmSMqPCg6ViI6O8xgZ29Bpz72PYUBkeOhb+Y9w=';
