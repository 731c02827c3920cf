using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Provisions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Provisions.Queries;

/// <summary>What support runs for the pupils of a school on a day. Sort: <c>name</c>.</summary>
[Requires(Permissions.SupportReportsRead), Audited("provision_map.read")]
public sealed record GetProvisionMapQuery : PagedQuery, IQuery<Page<ProvisionMapPupilDto>>, IProvisionFilter
{
    public required Guid SchoolId { get; init; }

    /// <summary>The day, Europe/London, within a year of today; today when absent.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Only pupils who are in this class on the day.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>Only pupils of this year group, by its national code.</summary>
    public YearGroup? YearGroup { get; init; }

    /// <summary>Only pupils with this SEN provision.</summary>
    public SenProvision? SenProvision { get; init; }

    /// <summary>Only support for this area of need.</summary>
    public NeedArea? NeedArea { get; init; }

    /// <summary>Only support under plans of this type, or by programmes of this kind.</summary>
    public ProvisionKind? Kind { get; init; }
}

internal sealed class GetProvisionMapValidator : AbstractValidator<GetProvisionMapQuery>
{
    public GetProvisionMapValidator(TimeProvider clock) => this.HasDayWithinAYear(clock);
}

internal sealed class GetProvisionMapHandler(ProvisionReading reading, PupilScope scope, IPager pager) : IQueryHandler<GetProvisionMapQuery, Page<ProvisionMapPupilDto>>
{
    private static readonly Keyset<Pupil, ProvisionMapPupilDto>[] Sorts =
        [Keyset.By<Pupil, ProvisionMapPupilDto, string, PupilId>("name", p => p.SortName, d => d.SortName, p => p.Id, d => d.PupilId)];

    public async Task<Result<Page<ProvisionMapPupilDto>>> Handle(GetProvisionMapQuery request, CancellationToken cancellationToken)
    {
        var read = await reading.ReadAsync(request, cancellationToken);
        if (!read.IsSuccess)
        {
            return read.Error;
        }

        var sheet = read.Value;
        PupilId[] ids = [.. sheet.Lines.Select(g => g.Key)];
        var page = await pager.PageAsync(scope.For(Permissions.PlansReadAll).Where(p => ids.Contains(p.Id)), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(sheet.Complete)] } : page;
    }
}
