using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Observations;

public static class ObservationErrors
{
    public static readonly Error InTheFuture = new("observed-in-the-future", ErrorKind.Rule, "Nobody can have seen what is yet to be.");

    public static readonly Error DuplicatePupil = new("duplicate-pupil", ErrorKind.Rule, "A pupil is named twice.");

    public static readonly Error DuplicateLink = new("duplicate-link", ErrorKind.Rule, "A record is linked twice.");

    public static readonly Error LinkOfAnotherPupil = new(
        "link-of-another-pupil", ErrorKind.Rule, "A linked session, assessment, programme or plan is of at least one of the pupils observed.");
}
