'use strict';
// The chat page: what is said, in which order it is sent, and what is kept.
(() => {
  const { el, button, row, choices, part, rating } = build;
  const { recall, keep, erase } = store;
  const LOST = '没有发出去，可能是网络不通。';
  const BROKEN = '没有发出去，系统暂时没有反应，请稍后再试。';
  const REFUSED = '这条没能收下，请改一改再发。';
  const NO_PLACE = '没能取到您的位置。请直接打出地址，例如“天河区体育西路103号门口”。';
  const WAIT = 20000; // ms until an unanswered message counts as not sent
  const LONGEST = 2000; // letters of a message that is still read
  const KEPT = 100; // messages of a talk that survive a reload of the page

  const byId = (id) => document.getElementById(id);
  const [scroll, log, typing, form, words, excess] = ['scroll', 'log', 'typing', 'form', 'words', 'excess'].map(byId);

  let forgotten = false; // an answer that is still under way must not be kept
  function forget() {
    forgotten = true;
    erase('suihuan', 'suihuan-words');
    window.location.reload();
  }

  function randomId() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  }

  // The session outlives the tab, so that answers that wait for the citizen
  // find them; the talk itself is gone when the tab closes.
  const session = recall('localStorage', 'suihuan') || randomId();
  keep('localStorage', 'suihuan', session);
  let talk = [];
  try { talk = JSON.parse(recall('sessionStorage', 'suihuan')) || []; } catch { /* start anew */ }
  function save() {
    if (!forgotten) keep('sessionStorage', 'suihuan', JSON.stringify(talk.slice(-KEPT)));
  }

  const drop = (selector) => log.querySelectorAll(selector).forEach((old) => old.remove());
  // A tap on a rating ends no talk: what else an answer offers stays.
  const offered = (item) => (item.rated ? '.rating' : '.choices');

  // show puts the beginning of what is new into view, or the end if all fits.
  const show = (node) => { scroll.scrollTop = node.offsetTop - 12; };
  const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; };

  const rows = new WeakMap(); // a citizen's message → its row on the page

  function drawReplies(item) {
    drop(offered(item));
    const made = item.replies.map((said) => part(said, item.flow === 'emergency'));
    if (item.rate) made.at(-1)?.append(rating());
    log.append(...made);
    return made[0];
  }

  function drawMine(item) {
    drop(`${offered(item)}, .ask`);
    rows.set(item, row('me', '我说：', el('div', 'bubble', item.me)));
    log.append(rows.get(item));
    mark(item);
  }

  // mark shows under a message of the citizen what became of it.
  function mark(item) {
    const mine = rows.get(item);
    mine.querySelector('.fate')?.remove();
    if (item.state !== 'failed' && item.state !== 'refused') return;
    const fate = el('p', 'fate', item.error, ' ');
    if (item.state === 'failed') fate.append(button('again', '重发', () => { resume(); rest(); }));
    else if (!item.body.location) fate.append(button('again', '修改', () => edit(item)));
    mine.append(fate);
  }

  function edit(item) {
    talk = talk.filter((other) => other !== item);
    rows.get(item).remove();
    save();
    fill([item.me, words.value].filter(Boolean).join('\n'));
    words.focus();
  }

  // ask offers something that happens on this page only; nothing is sent
  // before the citizen taps.
  function ask(text, answers) {
    drop('.ask');
    const taps = answers.map(([label, act]) => button('choice', label, () => { made.remove(); rest(); act?.(); }));
    const made = row('bot ask', '助手问：', el('div', 'bubble', text), choices(taps));
    log.append(made);
    toEnd();
    taps[0].focus({ preventScroll: true });
  }
  function note(text) {
    const made = el('p', 'note', text);
    log.append(made);
    toEnd();
    return made;
  }

  // rest keeps the keyboard's place after a tapped button is gone, without
  // opening the on-screen keyboard of a phone.
  function rest() {
    (window.matchMedia('(pointer: coarse)').matches ? scroll : words).focus({ preventScroll: true });
  }

  function send(me, body, rated) {
    const item = { me, body, rated, id: randomId(), state: 'waiting' };
    talk.push(item);
    drawMine(item);
    resume();
    toEnd();
  }

  // resume tries everything unsent in its order. A message keeps its id, so
  // the server gives the same answer to one that did arrive.
  function resume() {
    move('failed', 'waiting', '');
    save();
    pump();
  }
  function move(from, to, error) {
    for (const item of talk.filter((one) => one.state === from)) {
      [item.state, item.error] = [to, error];
      mark(item);
    }
  }

  let busy = false;
  async function pump() {
    if (busy) return;
    busy = true;
    typing.hidden = false;
    for (let item; (item = talk.find((one) => one.state === 'waiting'));) {
      await deliver(item);
      mark(item);
      // What comes after a lost message waits with it: order matters.
      if (item.state === 'failed') move('waiting', 'failed', item.error);
      save();
    }
    busy = false;
    typing.hidden = true;
  }

  async function deliver(item) {
    const stop = new AbortController();
    const limit = setTimeout(() => stop.abort(), WAIT);
    try {
      const response = await fetch('/chat/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ session, id: item.id, ...item.body }),
        signal: stop.signal,
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok && 'replies' in answer) receive(item, answer);
      else fail(item, response.status, answer.error);
    } catch {
      [item.state, item.error] = ['failed', LOST];
    } finally {
      clearTimeout(limit);
    }
  }

  // fail keeps a message for another try, unless the server would only refuse
  // it again.
  function fail(item, status, why) {
    const final = status >= 400 && status < 500 && ![408, 409, 429].includes(status);
    [item.state, item.error] = final ? ['refused', why || REFUSED] : ['failed', why || BROKEN];
  }

  function receive(item, answer) {
    item.state = 'sent';
    // Where a form goes on behind an answer, its question is what is asked.
    const rate = Boolean(answer.receipt) && answer.kind === 'answer' && !['complaint', 'booking'].includes(answer.flow);
    const said = { replies: answer.replies || [], flow: answer.flow, rate, rated: item.rated };
    talk.push(said);
    const first = drawReplies(said);
    if (first) show(first);
  }

  function locate() {
    if (!navigator.geolocation || !window.isSecureContext) { note(NO_PLACE); return; }
    const waiting = note('正在取得位置……');
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      waiting.remove();
      send('我的位置', { text: '', location: { lat: coords.latitude, lng: coords.longitude, label: '' } });
    }, () => { waiting.remove(); note(NO_PLACE); }, { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 });
  }

  const isTooLong = () => [...words.value.trim()].length > LONGEST;

  // typed keeps what is not sent yet over a reload, makes the input as high as
  // its words, up to the limit in style.css, and warns of too many.
  function typed() {
    const atEnd = scroll.scrollTop + scroll.clientHeight > scroll.scrollHeight - 2;
    keep('sessionStorage', 'suihuan-words', words.value);
    words.style.height = 'auto';
    words.style.height = `${words.scrollHeight + words.offsetHeight - words.clientHeight}px`;
    excess.textContent = isTooLong() ? `太长了：一条最多${LONGEST}字，请分成几条发。` : '';
    if (atEnd) toEnd();
  }
  function fill(text) {
    words.value = text;
    typed();
  }

  function submit(event) {
    event.preventDefault();
    const text = words.value.trim();
    if (!text || isTooLong()) { words.focus(); return; }
    fill('');
    send(text, { text });
    if (document.activeElement !== words) rest();
  }
  form.addEventListener('submit', submit);
  words.addEventListener('input', typed);
  words.addEventListener('keydown', (event) => {
    // 229 is how some browsers report the Enter that ends a composition.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  });
  log.addEventListener('click', (event) => {
    const { value } = event.target.dataset;
    if (value === undefined) return;
    send(event.target.textContent, { text: value }, event.target.matches('.rate'));
    rest();
  });
  byId('place').addEventListener('click', () => ask(
    '要把您现在的位置发给我吗？只用来弄清问题发生在哪里。不发也没关系，直接打出地址就行。',
    [['不用了'], ['发送位置', locate]],
  ));
  byId('forget').addEventListener('click', () => ask(
    '要清除这里的对话吗？清除后，没填完的投诉要重新来；已经提交的不受影响，请先记下编号。',
    [['先不清除'], ['清除', forget]],
  ));

  // The on-screen keyboard of iOS covers the page instead of shrinking it.
  window.visualViewport?.addEventListener('resize', () => {
    if (window.visualViewport.scale > 1.01) return; // somebody enlarges to read
    document.documentElement.style.setProperty('--height', `${window.visualViewport.height}px`);
    window.scrollTo(0, 0);
    if (document.activeElement === words) toEnd();
  });

  for (const item of talk) {
    if (item.me) drawMine(item); else drawReplies(item);
  }
  if (talk.length) toEnd();
  fill(recall('sessionStorage', 'suihuan-words') || '');
  pump(); // what was under way when the page was left
})();
