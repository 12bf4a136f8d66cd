// The segment of an account, on its record page.

import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { label } from './labels';
import { FIELDS, fill, read } from './reading';

export default class SegmentaAccountSegment extends LightningElement {
    @api recordId;

    label = label;
    account;
    problem;

    // Only the id is required: a field that is missing, or that the reader may not see, is left out of the answer instead of failing it.
    @wire(getRecord, {
        recordId: '$recordId',
        fields: ['Account.Id'],
        optionalFields: Object.values(FIELDS).map((field) => `Account.${field}`),
    })
    receive({ data, error }) {
        this.account = data;
        this.problem = error;
    }

    get isLoading() {
        return !this.account && !this.problem;
    }

    get reading() {
        return read(this.account.fields);
    }

    get hasRanks() {
        return this.reading.ranks.length > 0;
    }

    /** Why there is no segment to show, or null. */
    get message() {
        if (this.problem) return this.refusal;
        if (!(FIELDS.segment in this.account.fields)) return label.noAccess;
        if (this.reading.segment) return null;
        return this.reading.hasLeft ? this.reading.before : label.noSegment;
    }

    get refusal() {
        const { status, body } = this.problem;
        if (status === 403) return label.noAccess;
        const first = Array.isArray(body) ? body[0] : body;
        return fill(label.error, first?.message || label.unknownError);
    }

    /** A failure interrupts a screen reader, the rest waits its turn. */
    get messageRole() {
        return this.problem ? 'alert' : 'status';
    }
}
