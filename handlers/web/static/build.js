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
  function link(className, url, text) {
    const made = el('a', className, text);
    made.href = url;
    return made;
  }
  function anchor(url, text) {
    const made = link('link', url, text);
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
    return made;
  }
  const isWeb = (url) => /^https?:\/\//i.test(url || '');

  // What in a text is more than words. Full-width marks and Chinese words end an
  // address; closing punctuation is not part of it. Where there is danger, every
  // number that helps can be tapped.
  const MARKS = [
    [/https?:\/\/[\w\-.~:/?#@!$&'()*+,;=%[\]]*[\w\-~/#@$&(*+=%[]/gi, (url) => anchor(url, url)],
    [/\bSH-[2-9A-Z]{5}-[2-9A-Z]{5}\b/g, (number) => el('b', 'number', number)],
    [/打 ?12345\b/g, (call) => link('link', 'tel:12345', call)],
  ];
  const ALARM = [...MARKS.slice(0, 2), [/\b(?:110|119|120|12345)\b/g, (number) => link('call', `tel:${number}`, number)]];

  // marked cuts a text into words and what stands for its marks.
  function marked(text, [mark, ...others]) {
    if (!mark) return [text];
    const [form, make] = mark;
    const out = [];
    let at = 0;
    for (const found of text.matchAll(form)) {
      out.push(...marked(text.slice(at, found.index), others), make(found[0]));
      at = found.index + found[0].length;
    }
    return [...out, ...marked(text.slice(at), others)];
  }

  // grouped puts what is cited of one document together.
  function grouped(citations) {
    const groups = [];
    for (const c of citations) {
      const same = groups.find((g) => ['title', 'number', 'url', 'status', 'issued', 'expires'].every((key) => g[key] === c[key]));
      if (same) same.articles.push(c.article);
      else groups.push({ ...c, articles: [c.article] });
    }
    return groups;
  }

  function source(c) {
    const title = /^《/.test(c.title) ? c.title : `《${c.title}》`;
    const made = el('li', 'source', isWeb(c.url) ? anchor(c.url, title) : title);
    if (BADGES[c.status]) made.append(' ', el('span', `badge ${c.status}`, BADGES[c.status]));
    const details = [c.number, ...c.articles, c.issued && `${c.issued} 发布`, c.expires && `有效期至 ${c.expires}`];
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
    const bubble = el('div', urgent ? 'bubble alarm' : 'bubble', ...marked(said.text || '', urgent ? ALARM : MARKS));
    if (said.citations?.length) {
      bubble.append(el('div', 'sources', '来源', el('ul', '', ...grouped(said.citations).map(source))));
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
    const taps = ['有用', '没用'].map((word) => {
      const tap = button('choice rate', word);
      tap.dataset.value = word;
      return tap;
    });
    const made = choices([el('span', 'about', '这个回答'), ...taps]);
    made.classList.add('rating');
    made.setAttribute('aria-label', '这个回答有没有用');
    return made;
  }

  return { el, button, row, choices, part, rating };
})();
