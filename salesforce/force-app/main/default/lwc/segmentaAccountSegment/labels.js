// Every word that the component shows, in the reader's language.

import ahead from '@salesforce/label/c.Segmenta_Ahead';
import average from '@salesforce/label/c.Segmenta_Average';
import averageHigh from '@salesforce/label/c.Segmenta_Average_High';
import averageLow from '@salesforce/label/c.Segmenta_Average_Low';
import averageMedium from '@salesforce/label/c.Segmenta_Average_Medium';
import averageVeryHigh from '@salesforce/label/c.Segmenta_Average_VeryHigh';
import averageVeryLow from '@salesforce/label/c.Segmenta_Average_VeryLow';
import before from '@salesforce/label/c.Segmenta_Before';
import beforeLeft from '@salesforce/label/c.Segmenta_Before_Left';
import beforeMoved from '@salesforce/label/c.Segmenta_Before_Moved';
import beforeNone from '@salesforce/label/c.Segmenta_Before_None';
import beforeSame from '@salesforce/label/c.Segmenta_Before_Same';
import date from '@salesforce/label/c.Segmenta_Date';
import error from '@salesforce/label/c.Segmenta_Error';
import fit from '@salesforce/label/c.Segmenta_Fit';
import fitBorder from '@salesforce/label/c.Segmenta_Fit_Border';
import fitGood from '@salesforce/label/c.Segmenta_Fit_Good';
import fitOther from '@salesforce/label/c.Segmenta_Fit_Other';
import fitTypical from '@salesforce/label/c.Segmenta_Fit_Typical';
import loading from '@salesforce/label/c.Segmenta_Loading';
import meaning from '@salesforce/label/c.Segmenta_Meaning';
import model from '@salesforce/label/c.Segmenta_Model';
import noAccess from '@salesforce/label/c.Segmenta_NoAccess';
import noSegment from '@salesforce/label/c.Segmenta_NoSegment';
import numbered from '@salesforce/label/c.Segmenta_Numbered';
import orders from '@salesforce/label/c.Segmenta_Orders';
import ordersHigh from '@salesforce/label/c.Segmenta_Orders_High';
import ordersLow from '@salesforce/label/c.Segmenta_Orders_Low';
import ordersMedium from '@salesforce/label/c.Segmenta_Orders_Medium';
import ordersVeryHigh from '@salesforce/label/c.Segmenta_Orders_VeryHigh';
import ordersVeryLow from '@salesforce/label/c.Segmenta_Orders_VeryLow';
import ranks from '@salesforce/label/c.Segmenta_Ranks';
import sales from '@salesforce/label/c.Segmenta_Sales';
import salesHigh from '@salesforce/label/c.Segmenta_Sales_High';
import salesLow from '@salesforce/label/c.Segmenta_Sales_Low';
import salesMedium from '@salesforce/label/c.Segmenta_Sales_Medium';
import salesVeryHigh from '@salesforce/label/c.Segmenta_Sales_VeryHigh';
import salesVeryLow from '@salesforce/label/c.Segmenta_Sales_VeryLow';
import title from '@salesforce/label/c.Segmenta_Title';
import unknownError from '@salesforce/label/c.Segmenta_UnknownError';

export const label = {
    ahead,
    average,
    averageHigh,
    averageLow,
    averageMedium,
    averageVeryHigh,
    averageVeryLow,
    before,
    beforeLeft,
    beforeMoved,
    beforeNone,
    beforeSame,
    date,
    error,
    fit,
    fitBorder,
    fitGood,
    fitOther,
    fitTypical,
    loading,
    meaning,
    model,
    noAccess,
    noSegment,
    numbered,
    orders,
    ordersHigh,
    ordersLow,
    ordersMedium,
    ordersVeryHigh,
    ordersVeryLow,
    ranks,
    sales,
    salesHigh,
    salesLow,
    salesMedium,
    salesVeryHigh,
    salesVeryLow,
    title,
    unknownError,
};
