// Every word that the component shows, in the reader's language.

import ask from '@salesforce/label/c.Segmenta_Frame_Ask';
import badAddress from '@salesforce/label/c.Segmenta_Frame_BadAddress';
import badName from '@salesforce/label/c.Segmenta_Frame_BadName';
import declined from '@salesforce/label/c.Segmenta_Frame_Declined';
import failed from '@salesforce/label/c.Segmenta_Frame_Failed';
import malformed from '@salesforce/label/c.Segmenta_Frame_Malformed';
import offers from '@salesforce/label/c.Segmenta_Frame_Offers';
import refuse from '@salesforce/label/c.Segmenta_Frame_Refuse';
import save from '@salesforce/label/c.Segmenta_Frame_Save';
import saved from '@salesforce/label/c.Segmenta_Frame_Saved';
import title from '@salesforce/label/c.Segmenta_Frame_Title';
import tooLarge from '@salesforce/label/c.Segmenta_Frame_TooLarge';
import tooMany from '@salesforce/label/c.Segmenta_Frame_TooMany';

export const label = {
    ask,
    badAddress,
    badName,
    declined,
    failed,
    malformed,
    offers,
    refuse,
    save,
    saved,
    title,
    tooLarge,
    tooMany,
};
