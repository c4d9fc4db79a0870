import { element } from './dom.js';
import { number, text, word } from './language.js';

const FEW_STEPS = 4;
/** A lookup as the server writes it: action, terms, number of candidates. */
const STEP = /^(\w+) \[(.*)\]: (\d+)$/;
const DIGITS = { maximumFractionDigits: 3 };

/** Renders the server's explanation of a result. */
export function explanation({ text: stages, collectors, scores }, label, index) {
  const score = scores[index]?.label === label ? scores[index] : scores.find((each) => each.label === label);
  return [
    ...(score ? [element('h3', {}, text('explainScore')), ...scoreOf(score)] : []),
    element('h3', {}, text('explainText')),
    element('ol', { class: 'stages' }, ...stages.map(stageOf)),
    element('h3', {}, text('explainCollectors')),
    element('ol', { class: 'collectors' }, ...collectors.map(collectorOf)),
  ];
}

function scoreOf({ parts }) {
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  return [
    element('div', { class: 'parts' }, ...parts.flatMap(partOf)),
    element(
      'p',
      { class: 'total' },
      `${number(sum('value'), DIGITS)} / ${number(sum('ceiling'), DIGITS)} = `,
      element('strong', {}, number(sum('value') / sum('ceiling'), { maximumFractionDigits: 4 })),
      ` (${text('explainTotal')})`,
    ),
  ];
}

function partOf({ name, value, ceiling }) {
  const words = word('parts', name);
  return [
    element('span', {}, words),
    element('meter', { min: '0', max: String(ceiling), value: String(value), 'aria-label': words }),
    element('span', { class: 'value' }, `${number(value, DIGITS)} / ${number(ceiling, DIGITS)}`),
  ];
}

function stageOf({ stage, tokens }, index, stages) {
  const words = word('stages', stage);
  if (index > 0 && String(tokens) === String(stages[index - 1].tokens)) {
    return element('li', { class: 'stage', title: stage }, `${words} – ${text('explainUnchanged')}`);
  }
  return element(
    'li',
    {},
    element('span', { class: 'stage', title: stage }, words),
    element('span', { class: 'tokens' }, ...tokens.map((token) => element('code', {}, token))),
  );
}

function collectorOf({ name, steps, candidates, microseconds }) {
  return element(
    'li',
    {},
    element('span', { class: 'stage', title: name }, word('collectors', name)),
    element('span', { class: 'outcome' }, `${text('explainCandidates', candidates)} · ${number(microseconds, { maximumFractionDigits: 0 })} µs`),
    ...(steps.length ? [stepsOf(steps)] : []),
  );
}

/** Renders the lookups of a collector; a long list is collapsed. */
function stepsOf(steps) {
  const list = element('ul', {}, ...steps.map((step) => element('li', {}, sentence(step))));
  if (steps.length <= FEW_STEPS) return list;
  return element('details', {}, element('summary', {}, text('explainSteps', steps.length)), list);
}

/** A lookup in words; the server's text where its form is unknown. */
function sentence(step) {
  const [, action, terms, count] = STEP.exec(step) ?? [];
  const write = word('steps', action);
  return typeof write === 'function' ? write(list(terms.split(', ')), Number(count)) : step;
}

function list(terms) {
  const quoted = terms.map((term) => `“${term}”`);
  return quoted.length < 2 ? quoted[0] : `${quoted.slice(0, -1).join(', ')} ${text('and')} ${quoted.at(-1)}`;
}
