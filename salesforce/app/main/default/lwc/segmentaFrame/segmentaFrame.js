// Frames the app, and gives the reader the files that the frame itself may not save.

import { LightningElement, api } from 'lwc';
import LOCALE from '@salesforce/i18n/locale';
import { LARGEST, MOST, hello, newNonce, refused, taken, understand } from 'c/segmentaHandover';
import { addressOf } from './address';
import { label } from './labels';

const fill = (text, ...words) => text.replace(/\{(\d)\}/g, (place, index) => words[index] ?? place);

/** A size as the reader writes it: 12 kB, 3,4 Mo. */
function size(bytes) {
    const [value, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'kilobyte'] : [bytes / 1e6, 'megabyte'];
    return new Intl.NumberFormat(LOCALE, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

export default class SegmentaFrame extends LightningElement {
    @api address;
    @api height = 900;

    label = label;
    offers = [];
    notice = '';
    nonce;
    offered = 0;
    url;

    connectedCallback() {
        window.addEventListener('message', this.hear);
    }

    disconnectedCallback() {
        window.removeEventListener('message', this.hear);
        this.giveBack();
    }

    get source() {
        return addressOf(this.address);
    }

    get frameStyle() {
        return `height: ${Number(this.height) || 900}px`;
    }

    get hasOffers() {
        return this.offers.length > 0;
    }

    /** Any window may post to this one: only our own frame's counts, by identity, since a sandboxed frame's origin is "null". */
    hear = ({ source, origin, data }) => {
        const frame = this.refs.frame?.contentWindow;
        if (!frame || source !== frame) return;
        const message = understand(data, this.nonce);
        if (!message) return;
        const reply = (text) => frame.postMessage(text, target(origin));
        if (message.type === 'ready') this.greet(reply);
        else if (message.type === 'unfit') this.refuse(message, reply);
        else this.offer(message, reply);
    };

    /** Every page that comes into the frame gets a nonce of its own: what an earlier one says counts no more. */
    greet(reply) {
        this.nonce = newNonce();
        reply(hello(this.nonce));
    }

    refuse({ name, why }, reply) {
        const words = { malformed: label.malformed, badName: label.badName, tooLarge: label.tooLarge, tooMany: label.tooMany };
        this.notice = fill(words[why], size(LARGEST));
        reply(refused(this.nonce, name));
    }

    offer({ name, bytes }, reply) {
        const waiting = this.offers.reduce((sum, offer) => sum + offer.bytes.byteLength, 0);
        if (this.offers.length >= MOST || waiting + bytes.byteLength > LARGEST) {
            this.refuse({ name, why: 'tooMany' }, reply);
            return;
        }
        this.offered += 1;
        const { nonce } = this;
        const words = {
            question: fill(label.ask, name, size(bytes.byteLength)),
            save: fill(label.save, name),
            refuse: fill(label.refuse, name),
        };
        const answer = (message) => reply(message(nonce, name));
        this.offers = [...this.offers, { key: this.offered, name, bytes, answer, ...words }];
    }

    accept(event) {
        const offer = this.settle(event);
        try {
            this.save(offer);
            this.notice = fill(label.saved, offer.name);
            offer.answer(taken);
        } catch (error) {
            console.error(error);
            this.notice = fill(label.failed, offer.name);
            offer.answer(refused);
        }
    }

    decline(event) {
        const offer = this.settle(event);
        this.notice = fill(label.declined, offer.name);
        offer.answer(refused);
    }

    /** Takes the offer whose button was pressed off the list. */
    settle(event) {
        const key = Number(event.target.dataset.key);
        const offer = this.offers.find((waiting) => waiting.key === key);
        this.offers = this.offers.filter((waiting) => waiting !== offer);
        return offer;
    }

    /**
     * Lightning Web Security refuses `data:` links, and blobs of types that it does not know, text/csv among them. It takes
     * application/octet-stream, which no browser opens by itself; the name says what the file is.
     */
    save({ name, bytes }) {
        this.giveBack();
        this.url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
        const link = document.createElement('a');
        link.href = this.url;
        link.download = name;
        link.click();
    }

    /** The last file's memory is given back when the next one is saved or the component goes: a download may still be reading it. */
    giveBack() {
        if (this.url) URL.revokeObjectURL(this.url);
        this.url = null;
    }
}

/** A sandboxed frame has no origin to aim at. Its window is ours to frame, and replies hold no data of customers. */
function target(origin) {
    return !origin || origin === 'null' ? '*' : origin;
}
