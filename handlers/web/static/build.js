'use strict';
// The building blocks of the chat page. Text from the server only ever becomes
// text nodes; markup is made element by element.
const build = (() => {
  const BADGES = { historical: '历史文件', expired: '已失效', repealed: '已废止', draft: '草案' };

  function el(tag, className, ...inside) {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...inside);
    return made;
  }
  function button(className, text, act) {
    const made = el('button', className, text);
    made.type = 'button';
    if (act) made.addEventListener('click', act);
    return made;
  }
  function anchor(url, text) {
    const made = el('a', 'link', text);
    made.href = url;
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
    return made;
  }
  const isWeb = (url) => /^https?:\/\//i.test(url || '');

  // linked turns the addresses in a text into anchors. Full-width marks and
  // Chinese words end an address; closing punctuation is not part of it.
  function linked(text) {
    const out = document.createDocumentFragment();
    let at = 0;
    for (const found of text.matchAll(/https?:\/\/[\w\-.~:/?#@!$&'()*+,;=%[\]]+/gi)) {
      const url = found[0].replace(/[.,;:!?'")\]]+$/, '');
      out.append(text.slice(at, found.index), anchor(url, url));
      at = found.index + url.length;
    }
    out.append(text.slice(at));
    return out;
  }

  function source(c) {
    const title = /^《/.test(c.title) ? c.title : `《${c.title}》`;
    const made = el('li', 'source', isWeb(c.url) ? anchor(c.url, title) : title);
    if (BADGES[c.status]) made.append(' ', el('span', `badge ${c.status}`, BADGES[c.status]));
    const details = [c.number, c.article, c.issued && `${c.issued} 发布`, c.expires && `有效期至 ${c.expires}`];
    made.append(el('div', 'details', ...details.filter(Boolean).map((text) => el('span', 'detail', text))));
    return made;
  }

  function row(who, speaker, ...inside) {
    return el('div', `row ${who}`, el('span', 'unseen', speaker), ...inside);
  }
  function choices(list) {
    const made = el('div', 'choices');
    made.setAttribute('role', 'group');
    made.setAttribute('aria-label', '可以点选');
    made.append(...list);
    return made;
  }

  // part is one bubble of a reply with its sources and what can be tapped.
  function part(said, urgent) {
    const bubble = el('div', urgent ? 'bubble alarm' : 'bubble', linked(said.text || ''));
    if (said.citations?.length) {
      bubble.append(el('div', 'sources', '来源', el('ul', '', ...said.citations.map(source))));
    }
    const made = row('bot', '助手说：', bubble);
    const taps = (said.choices || []).map((choice) => {
      const tap = button('choice', choice.text);
      tap.dataset.value = choice.value;
      return tap;
    });
    if (taps.length) made.append(choices(taps));
    return made;
  }

  // rating asks whether an answer helped, in words that may as well be typed.
  function rating() {
    const made = choices(['有用', '没用'].map((word) => {
      const tap = button('rate', word);
      tap.dataset.value = word;
      return tap;
    }));
    made.setAttribute('aria-label', '这个回答有没有用');
    return made;
  }

  return { el, button, row, choices, part, rating };
})();
