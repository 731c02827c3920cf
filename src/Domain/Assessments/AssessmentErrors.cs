using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Assessments;

public static class AssessmentErrors
{
    public static readonly Error UnknownInstrument = new(
        "unknown-instrument", ErrorKind.Rule, "There is no such instrument, or not in that norm version; the list of instruments has those there are.");

    public static readonly Error InstrumentRetired = new("instrument-retired", ErrorKind.Rule, "No new assessment is made with an instrument that was retired.");

    public static readonly Error UnknownScale = new("unknown-scale", ErrorKind.Rule, "The instrument has no such scale.");

    public static readonly Error ScoreOutOfRange = new("score-out-of-range", ErrorKind.Rule, "The score lies outside the scale, or between two of its steps.");

    public static readonly Error NotProRated = new(
        "scale-not-pro-rated", ErrorKind.Rule, "The instrument does not say how this scale is pro-rated: give its score.");

    public static readonly Error ItemsOutOfRange = new("items-out-of-range", ErrorKind.Rule, "The scale does not have that many items.");

    public static readonly Error RawSumOutOfRange = new("raw-sum-out-of-range", ErrorKind.Rule, "So many answers cannot add up to that.");

    public static readonly Error TotalMismatch = new(
        "total-mismatch", ErrorKind.Rule, "The total is not what the scales add up to; leave it out, or correct the one that is wrong.");

    public static readonly Error ScoresIncomplete = new("scores-incomplete", ErrorKind.Rule, "An assessment is submitted with every scale that its instrument requires.");

    public static readonly Error NoScores = new("scores-missing", ErrorKind.Rule, "An assessment is submitted with at least one score.");

    public static readonly Error WrongRespondent = new("respondent-not-of-instrument", ErrorKind.Rule, "The instrument is not answered by such a person.");

    public static readonly Error RespondentDiffers = new(
        "respondent-differs", ErrorKind.Rule, "The programme's other assessments by this instrument were answered by another kind of person; they would not compare.");

    public static readonly Error NotSequential = new("scale-reached-not-kept", ErrorKind.Rule, "The scales of this instrument do not follow one another, or it has no such scale.");

    public static readonly Error InTheFuture = new("assessed-in-the-future", ErrorKind.Rule, "A pupil cannot have been assessed on a day that is yet to come.");

    public static readonly Error BeforeBirth = new("assessed-before-birth", ErrorKind.Rule, "The pupil was not born on that day.");

    public static readonly Error DueBeforeAssessed = new("due-before-assessed", ErrorKind.Rule, "The next assessment is due after this one.");

    public static readonly Error EndBeforeBaseline = new("end-before-baseline", ErrorKind.Rule, "The baseline comes before the end, at least by a day.");

    public static readonly Error PurposeTaken = new(
        "assessment-exists", ErrorKind.Conflict, "The programme has a baseline or an end of this pupil by this instrument already; void that one first.");

    public static readonly Error ModeratorIsAuthor = new("moderator-is-author", ErrorKind.Rule, "Whoever made an assessment does not moderate it.");

    public static readonly Error NormVersionsDiffer = new(
        "norm-versions-differ", ErrorKind.Rule, "Only assessments by one instrument in one norm version, answered by the same kind of person, compare.");

    public static readonly Error DifferentPupils = new("different-pupils", ErrorKind.Rule, "Two assessments of one pupil compare.");
}
