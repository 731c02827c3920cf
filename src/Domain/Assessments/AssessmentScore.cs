using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Assessments;

/// <summary>The score of one scale.</summary>
public sealed class AssessmentScore : IPartOf<Assessment>
{
    internal AssessmentScore(TrustId trustId, AssessmentId assessment, string scale) => (TrustId, AssessmentId, Scale) = (trustId, assessment, scale);

    private AssessmentScore() { }

    Guid IPart.RootId => AssessmentId.Value;

    public TrustId TrustId { get; private set; }
    public AssessmentId AssessmentId { get; private set; }

    /// <summary>The code of the scale.</summary>
    public string Scale { get; private set; } = "";
    public int Position { get; private set; }

    /// <summary>Null when too few items were answered for it to be valid.</summary>
    public decimal? Score { get; private set; }

    /// <summary>How many items were answered, where the score was pro-rated from them.</summary>
    public int? ItemsAnswered { get; private set; }

    /// <summary>What the answers added up to, where the score was pro-rated from them.</summary>
    public int? RawSum { get; private set; }

    /// <summary>The code of its band; null when the norms name none.</summary>
    public string? Band { get; private set; }

    internal void Take(ScoreLine line, int position) =>
        (Position, Score, ItemsAnswered, RawSum, Band) = (position, line.Score, line.ItemsAnswered, line.RawSum, line.Band);
}
