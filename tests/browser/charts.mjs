// Looks at the charts in Chromium: light, dark and on paper; with axe-core (WCAG 2.2 A and AA), contrasts, texts that stand on each
// other or out of the picture, and what is read to those who do not see it. node charts.mjs BASE BROWSER; prints the Test Anything Protocol.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const [base, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const keep = process.env.CHARTS_KEEP;
if (keep) mkdirSync(keep, { recursive: true });
const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await puppeteer.launch({ executablePath, args: [...args, '--disable-dev-shm-usage'] });

let number = 0;
const test = async (name, body) => {
  number++;
  try {
    await body();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    console.log(`not ok ${number} - ${name}\n# ${String(error).replaceAll('\n', '\n# ')}`);
  }
};
const expect = (holds, what) => { if (!holds) throw new Error(what); };

const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'demo-dsl', client_secret: 'demo' });
const { access_token: token } = await (await fetch(`${base}/oauth/token`, { method: 'POST', body: form })).json();
const call = async (path, body) => {
  const response = await fetch(base + path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
};
const json = async (...request) => (await call(...request)).json();

// The pupil and instrument with the longest course.
const counted = (await json('/v1/assessments?limit=200')).data.filter(a => !['draft', 'voided'].includes(a.status));
const courses = new Map();
for (const a of counted) courses.set(`${a.pupilId} ${a.instrument}`, [...(courses.get(`${a.pupilId} ${a.instrument}`) ?? []), a]);
const course = [...courses.values()].sort((a, b) => b.length - a.length)[0];
const { pupilId, schoolId } = course[0];
const sdq = counted.find(a => a.instrument === 'sdq_teacher') ?? course[0];
const from = new Date(Date.parse(sdq.assessedOn) - 300 * 86_400_000).toISOString().slice(0, 10);
const scales = ['emotional', 'conduct', 'hyperactivity', 'peer', 'prosocial'].map(s => `&scale=${s}`).join('');
const pictures = {
  trajectory: `/v1/pupils/${pupilId}/trajectory/chart?instrument=${course[0].instrument}`,
  'trajectory of five scales': `/v1/pupils/${sdq.pupilId}/trajectory/chart?instrument=sdq_teacher${scales}`,
  impact: `/v1/reports/programme-impact/chart?schoolId=${schoolId}&from=${from}`,
};

const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => { const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x); return (high + 0.05) / (low + 0.05); };
const colour = text => text.match(/[\d.]+/g).map(Number).slice(0, 3);

/** What of the chart has which colour, and where its texts stand. */
const look = svg => {
  const box = e => { const { left, top, right, bottom } = e.getBoundingClientRect(); return { left, top, right, bottom }; };
  const style = (e, name) => getComputedStyle(e)[name];
  return {
    whole: box(svg),
    grounds: [...svg.querySelectorAll('.page, .b0, .b1')].map(e => style(e, 'fill')),
    texts: [...svg.querySelectorAll('text')].filter(e => e.textContent).map(e => ({ text: e.textContent, fill: style(e, 'fill'), ...box(e) })),
    strokes: [...svg.querySelectorAll('.line, .bar, .m, .axis')].map(e => style(e, 'stroke')),
  };
};

const judge = async (page, scheme, name) => {
  const seen = await page.$$eval('svg.chart', (all, source) => all.map(new Function(`return ${source}`)()), look.toString());
  expect(seen.length > 0, 'no chart');
  for (const { whole, grounds, texts, strokes } of seen) {
    for (const { text, fill } of texts) for (const ground of grounds) expect(contrast(colour(fill), colour(ground)) >= 4.5, `${scheme}: «${text}» ${fill} on ${ground}`);
    for (const stroke of strokes) for (const ground of grounds) expect(contrast(colour(stroke), colour(ground)) >= 3, `${scheme}: ${stroke} on ${ground}`);
    for (const t of texts) expect(t.left >= whole.left && t.right <= whole.right && t.top >= whole.top && t.bottom <= whole.bottom, `«${t.text}» stands out of the picture`);
    texts.forEach((a, i) => texts.slice(i + 1).forEach(b =>
      expect(a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 4 || b.bottom <= a.top + 4, `«${a.text}» stands on «${b.text}»`)));
  }
  if (keep) await page.screenshot({ path: `${keep}/${name.replaceAll(' ', '-')}-${scheme}.png`, fullPage: true });
};
const axeFinds = async page => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(values => axe.run(document, { runOnly: { type: 'tag', values } }), rules);
  expect(violations.length === 0, violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' ')}`).join('\n'));
};
const schemes = ['light', 'dark'];
const inScheme = (page, value) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);

for (const [name, path] of Object.entries(pictures)) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', message => { if (['error', 'warn'].includes(message.type())) complaints.push(message.text()); });
  await page.setExtraHTTPHeaders({ Authorization: `Bearer ${token}` });
  await test(`${name}: opens as a picture with its own style`, async () => {
    const answer = await page.goto(base + path);
    expect(answer.status() === 200 && answer.headers()['content-type'].startsWith('image/svg+xml'), `${answer.status()} ${await answer.text()}`);
    expect(complaints.length === 0, complaints.join('\n'));
  });
  for (const scheme of schemes) {
    await test(`${name}: reads in ${scheme}`, async () => {
      await inScheme(page, scheme);
      await judge(page, scheme, name);
      const ground = colour(await page.$eval('.page', e => getComputedStyle(e).fill));
      expect(luminance(ground) > 0.5 === (scheme === 'light'), `the ground is ${ground}`);
    });
  }
  await test(`${name}: says what it shows`, async () => {
    const [title, text, labels] = await page.evaluate(() => [
      document.querySelector('title').textContent, document.querySelector('desc').textContent, document.documentElement.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id)?.tagName)]);
    expect(title.length > 5 && /\d/.test(text) && text.length > 40 && labels.join() === 'title,desc', `${title}: ${text} ${labels}`);
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    expect(JSON.stringify(tree).includes(title), 'its name is not in the accessibility tree');
  });
  await test(`${name}: prints in black on A4`, async () => {
    await inScheme(page, 'dark');
    await page.setViewport({ width: 680, height: 900 });
    await page.emulateMediaType('print');
    const { right, lines, ground } = await page.evaluate(() => ({
      right: document.documentElement.getBoundingClientRect().right, lines: [...document.querySelectorAll('.line, .bar')].map(e => getComputedStyle(e).stroke), ground: getComputedStyle(document.querySelector('.page')).fill }));
    expect(right <= 681, `it ends at ${right}`);
    expect(lines.every(l => l === 'rgb(0, 0, 0)') && ground === 'rgb(255, 255, 255)', `${lines} on ${ground}`);
    await judge(page, 'print', name);
    const pdf = Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1');
    expect((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length === 1, 'more than one page');
  });
  const host = await browser.newPage();
  for (const scheme of schemes) {
    await test(`${name}: axe finds no fault in ${scheme}`, async () => {
      await inScheme(host, scheme);
      const ground = scheme === 'dark' ? '#15161a;color:#f3f3f6' : '#fff';
      await host.setContent(`<!DOCTYPE html><html lang="en-GB"><head><title>A chart</title></head><body style="background:${ground}"><main><h1>A chart</h1>${await (await call(path)).text()}</main></body></html>`);
      await axeFinds(host);
    });
  }
  await host.close();
  await page.close();
}

const issued = await json('/v1/documents', { kind: 'pastoral_overview', format: 'html', schoolId, from });
const overview = await (await call(`/v1/documents/${issued.id}/content`)).text();
const page = await browser.newPage();
await page.setContent(overview);
for (const scheme of schemes) {
  await test(`overview: reads in ${scheme}`, async () => {
    await inScheme(page, scheme);
    await judge(page, scheme, 'overview');
    const ground = colour(await page.$eval('body', e => getComputedStyle(e).backgroundColor));
    expect(luminance(ground) > 0.5 === (scheme === 'light'), `the page is ${ground}`);
    await axeFinds(page);
  });
}
await test('overview: each chart has its figures in words and in a table beside it', async () => {
  const told = await page.$$eval('figure svg desc', all => all.map(e => e.textContent));
  expect(told.length === 3 && told.every(t => t.length > 20), told.join('\n'));
  expect(await page.$$eval('table', all => all.length) >= 2, 'no tables');
});
await test('overview: nothing stands out of the paper', async () => {
  const width = Math.floor((210 - 30) / 25.4 * 96);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaType('print');
  await judge(page, 'print', 'overview');
  const wide = await page.evaluate(limit => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > limit + 1).map(e => e.outerHTML.slice(0, 100)), width);
  expect(wide.length === 0, wide.slice(0, 3).join('\n'));
  if (keep) writeFileSync(`${keep}/overview.pdf`, Buffer.from(await page.pdf({ preferCSSPageSize: true })));
});

await browser.close();
console.log(`1..${number}`);
